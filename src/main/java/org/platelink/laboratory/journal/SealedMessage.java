package org.platelink.laboratory.journal;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A claimed message with its content still encrypted.
 *
 * @param arrival the sequence number in the order of arrival
 * @param id the id by which the journal knows it
 * @param site the id of the Organization whose client delivered it
 * @param client the client that delivered it
 * @param channel the channel through which it came
 * @param received when it was received
 * @param content the encrypted content
 * @param charset the character set from the transport or the sender's configuration; null if it follows from the
 *     content
 * @param attempts how often the server has failed on it
 */
public record SealedMessage(
        long arrival,
        UUID id,
        String site,
        String client,
        Channel channel,
        Instant received,
        byte[] content,
        @Nullable String charset,
        int attempts) {

    QueuedMessage opened(byte[] bytes) {
        return new QueuedMessage(arrival, id, site, client, channel, received, bytes, charset);
    }
}
