package org.platelink.laboratory.journal;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message as it was received, before it is written to the journal.
 *
 * @param id the id by which the journal knows it
 * @param site the id of the Organization whose client delivered it
 * @param client the client that delivered it
 * @param channel the channel through which it came
 * @param content the bytes that were received
 * @param charset the character set that the transport stated, or else the sender's configured one if the content was
 *     decoded with it; null if neither
 * @param comparable the bytes by which it is compared with other messages: its content, or its text in a normal form
 * @param control who numbered it and how (MSH-3, MSH-4, MSH-10); null if nobody did
 * @param results how many results it brings
 * @param statement its statement; null if nobody numbered it
 */
public record IncomingMessage(
        UUID id,
        String site,
        String client,
        Channel channel,
        byte[] content,
        @Nullable String charset,
        byte[] comparable,
        @Nullable List<String> control,
        int results,
        @Nullable MessageStatement statement) {}
