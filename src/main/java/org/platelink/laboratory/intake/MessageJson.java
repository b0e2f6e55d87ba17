package org.platelink.laboratory.intake;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.platelink.laboratory.intake.hl7.MessageView.FindingView;
import org.platelink.laboratory.journal.JournalMessage;
import org.platelink.laboratory.journal.WorkItem;

/** The JSON representations of the journal's messages and work items in the REST API. */
final class MessageJson {

    private MessageJson() {}

    /**
     * A page of messages, newest first.
     *
     * @param earliest the sequence number of the last one of this page, to be sent as {@code before} for the next
     *     page; null if the page is empty
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
     * A message without its content.
     *
     * @param results how many results it brings
     * @param leftOut how many of them do not belong to the study: not taken by the map, details of an order, or
     *     nothing that a laboratory measures
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
            List<FindingView> findings) {

        static Message of(JournalMessage message) {
            return new Message(
                    message.id(),
                    message.arrival(),
                    message.status().code(),
                    message.received(),
                    message.decided(),
                    message.channel().code(),
                    message.client(),
                    message.results(),
                    message.leftOut(),
                    message.held(),
                    message.first(),
                    message.findings().stream().map(FindingView::of).toList());
        }
    }

    /** A work item: something that has to be fixed at the site. */
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
}
