package org.platelink.laboratory.intake;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.platelink.laboratory.journal.Finding;
import org.platelink.laboratory.journal.JournalMessage;
import org.platelink.laboratory.journal.WorkItem;

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

        static Page of(List<JournalMessage> messages) {
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

        static Message of(JournalMessage message) {
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
    record Item(
            String reason,
            @Nullable String key,
            String text,
            int messages,
            Instant since,
            List<UUID> examples,
            int results) {

        static Item of(WorkItem item) {
            return new Item(
                    item.reason().code(),
                    item.key(),
                    item.sentence(),
                    item.messages(),
                    item.since(),
                    item.examples(),
                    item.results());
        }
    }

    /**
     * A message laid out.
     *
     * @param segments none if it cannot be read
     * @param unreadable why it cannot; null if it can
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Laid(List<LaidSegment> segments, @Nullable String unreadable, Answered answer) {}

    /**
     * A segment.
     *
     * @param findings those of the segment as a whole, or of fields in which nothing stands
     * @param stored of a result or an order, the resource that it is stored as; null if it is not
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LaidSegment(
            String name, int number, List<LaidField> fields, List<Problem> findings, @Nullable String stored) {}

    /** A field as it was sent. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LaidField(int number, @Nullable String name, String text, List<Problem> findings) {}

    /**
     * How a message was answered.
     *
     * @param code such as {@code AA}
     * @param text the acknowledgement; null if the sender asked for none
     * @param sent whether it is the one that was sent; else it is what would be answered by now
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Answered(String code, @Nullable String text, boolean sent) {}
}
