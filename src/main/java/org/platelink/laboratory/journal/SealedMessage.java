package org.platelink.laboratory.journal;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message whose turn has come, before what came is opened.
 *
 * @param arrival its number in the order of arrival
 * @param id by which it is known
 * @param site the id of the Organization whose client delivered it
 * @param client who delivered it
 * @param door which way it came
 * @param received when
 * @param content what came, as the journal has it
 * @param charset what the transport said of its character set; null if it said nothing
 * @param attempts how often the server has failed on it
 */
public record SealedMessage(
        long arrival,
        UUID id,
        String site,
        String client,
        String door,
        Instant received,
        byte[] content,
        @Nullable String charset,
        int attempts) {

    Waiting opened(byte[] bytes) {
        return new Waiting(arrival, id, site, client, door, received, bytes, charset);
    }
}
