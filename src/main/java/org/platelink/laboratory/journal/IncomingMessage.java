package org.platelink.laboratory.journal;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message as it came.
 *
 * @param id by which it is known from now on
 * @param site the id of the Organization whose client delivered it
 * @param client who delivered it
 * @param door which way it came: {@code https}, {@code mllp} or {@code fhir}
 * @param content the bytes that came
 * @param charset what the transport said of their character set; null if it said nothing
 * @param comparable what tells it from another message: the bytes, or their text in one form
 * @param control who numbered it and how (MSH-3, MSH-4, MSH-10); null if nobody did
 * @param results how many results it brings
 * @param said what it says; null if nobody numbered it
 */
public record IncomingMessage(
        UUID id,
        String site,
        String client,
        String door,
        byte[] content,
        @Nullable String charset,
        byte[] comparable,
        @Nullable List<String> control,
        int results,
        @Nullable MessageStatement said) {}
