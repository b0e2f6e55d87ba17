package org.platelink.laboratory.journal;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message with its decrypted content, ready to be interpreted.
 *
 * @param arrival the sequence number in the order of arrival
 * @param id the id by which the journal knows it
 * @param site the id of the Organization whose client delivered it
 * @param client the client that delivered it
 * @param channel the channel through which it came
 * @param received when it was received
 * @param content the bytes that were received
 * @param charset the character set from the transport or the sender's configuration; null if it follows from the
 *     content
 */
public record QueuedMessage(
        long arrival,
        UUID id,
        String site,
        String client,
        Channel channel,
        Instant received,
        byte[] content,
        @Nullable String charset) {}
