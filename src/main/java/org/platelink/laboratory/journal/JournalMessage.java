package org.platelink.laboratory.journal;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the journal says of a message, without what stands in it.
 *
 * @param arrival its number in the order of arrival
 * @param id by which it is known
 * @param site the id of the Organization whose client delivered it
 * @param client who delivered it
 * @param door which way it came
 * @param received when it came
 * @param fate what became of it
 * @param decided when that was decided
 * @param first of a duplicate, the message that it repeats; else null
 * @param results how many results it brings
 * @param findings why it was not applied
 * @param leftOut how many of its results are none of the study's, and were left out on purpose
 * @param held how many of its results wait, while the others are stored
 */
public record JournalMessage(
        long arrival,
        UUID id,
        String site,
        String client,
        String door,
        Instant received,
        MessageStatus fate,
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
