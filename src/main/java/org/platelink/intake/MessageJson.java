package org.platelink.intake;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.platelink.journal.Finding;
import org.platelink.journal.KeptMessage;
import org.platelink.journal.WorkItem;

/** The journal as JSON. */
final class MessageJson {

    private MessageJson() {}

    /**
     * Messages, the last ones first.
     *
     * @param earliest the number of the last one here: those before it are asked for with {@code before}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Page(List<Message> messages, @Nullable Long earliest) {

        static Page of(List<KeptMessage> messages) {
            return new Page(
                    messages.stream().map(Message::of).toList(),
                    messages.isEmpty()
                            ? null
                            : messages.get(messages.size() - 1).arrival());
        }
    }

    /**
     * A message, without what stands in it.
     *
     * @param results how many it brings
     * @param leftOut how many of them are none of the study's: not taken by the map, details of an order, or nothing that a
     *     laboratory measures
     * @param held how many of them wait, while the others are stored
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Message(
            UUID id,
            long number,
            String status,
            Instant received,
            Instant decided,
            String door,
            String client,
            int results,
            int leftOut,
            int held,
            @Nullable UUID duplicateOf,
            List<Problem> findings) {

        static Message of(KeptMessage message) {
            return new Message(
                    message.id(),
                    message.arrival(),
                    message.fate().code(),
                    message.received(),
                    message.decided(),
                    message.door(),
                    message.client(),
                    message.results(),
                    message.leftOut(),
                    message.held(),
                    message.first(),
                    message.findings().stream().map(Problem::of).toList());
        }
    }

    /** Why a message was not applied. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Problem(String reason, String place, @Nullable String key, String text) {

        static Problem of(Finding finding) {
            return new Problem(finding.reason().code(), finding.place(), finding.key(), finding.sentence());
        }
    }

    /** Something to mend. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Item(String reason, @Nullable String key, String text, int messages, Instant since, List<UUID> examples) {

        static Item of(WorkItem item) {
            return new Item(
                    item.reason().code(), item.key(), item.sentence(), item.messages(), item.since(), item.examples());
        }
    }
}
