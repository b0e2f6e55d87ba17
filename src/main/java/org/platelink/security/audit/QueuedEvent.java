package org.platelink.security.audit;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What was handed to the {@link Appender}.
 *
 * @param event the text of an event; null where one is pending
 * @param pending the number under which an event is kept already; null where there is a text
 * @param durable whether it has to be on the disk
 * @param certain whether it is kept where it cannot be added now: nobody waits for it
 * @param done when it stands in the trail
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
