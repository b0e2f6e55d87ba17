package org.platelink.laboratory.journal;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message whose turn has come, for the transaction that claimed it.
 *
 * @param arrival its number in the order of arrival
 * @param id by which it is known
 * @param site the id of the Organization whose client delivered it
 * @param client who delivered it
 * @param door which way it came
 * @param received when
 * @param content the bytes that came
 * @param charset what the transport said of their character set; null if it said nothing
 */
public record Waiting(
        long arrival,
        UUID id,
        String site,
        String client,
        String door,
        Instant received,
        byte[] content,
        @Nullable String charset) {}
