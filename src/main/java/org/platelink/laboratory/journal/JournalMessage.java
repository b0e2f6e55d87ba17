package org.platelink.laboratory.journal;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The journal's entry of a message, without its content.
 *
 * @param arrival the sequence number in the order of arrival
 * @param id the id by which the journal knows it
 * @param site the id of the Organization whose client delivered it
 * @param client the client that delivered it
 * @param channel the channel through which it came
 * @param received when it was received
 * @param status its status
 * @param decided when the status was decided
 * @param first for a duplicate, the id of the message that it repeats; else null
 * @param results how many results it brings
 * @param findings why it was not applied
 * @param leftOut how many of its results do not belong to the study, and were left out on purpose
 * @param held how many of its results wait, while the others are stored
 */
public record JournalMessage(
        long arrival,
        UUID id,
        String site,
        String client,
        Channel channel,
        Instant received,
        MessageStatus status,
        Instant decided,
        @Nullable UUID first,
        int results,
        List<Finding> findings,
        int leftOut,
        int held) {

    public JournalMessage {
        findings = List.copyOf(findings);
    }
}
