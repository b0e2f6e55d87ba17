package org.platelink.security.audit;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * An event in the queue of the {@link Appender}.
 *
 * @param event the text of the event; null where it is stored as pending
 * @param pending the id of a pending event in the database; null where there is a text
 * @param durable whether it has to be flushed to the disk
 * @param certain whether it is kept if it cannot be written now, because nobody waits for it
 * @param done completes when it is in the trail
 */
record QueuedEvent(
        @Nullable String event,
        @Nullable Long pending,
        boolean durable,
        boolean certain,
        CompletableFuture<Void> done) {

    static QueuedEvent event(String event, boolean durable, boolean certain) {
        return new QueuedEvent(event, null, durable, certain, new CompletableFuture<>());
    }

    static QueuedEvent pending(long id) {
        return new QueuedEvent(null, id, false, false, new CompletableFuture<>());
    }

    static List<String> events(List<QueuedEvent> all) {
        return all.stream().map(QueuedEvent::event).filter(Objects::nonNull).toList();
    }

    static List<Long> pending(List<QueuedEvent> all) {
        return all.stream().map(QueuedEvent::pending).filter(Objects::nonNull).toList();
    }
}
