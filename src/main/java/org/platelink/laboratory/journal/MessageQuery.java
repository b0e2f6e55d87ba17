package org.platelink.laboratory.journal;

import org.jspecify.annotations.Nullable;

/**
 * The search criteria for messages of a site; a null component does not restrict the result.
 *
 * @param client the client that delivered them
 * @param status their status
 * @param reason the reason of one of their findings
 * @param door the channel through which they came
 * @param text a part of the client's name or of a finding, regardless of case; or the beginning of their id
 * @param after only messages with a higher sequence number
 * @param before only messages with a lower sequence number
 */
public record MessageQuery(
        @Nullable String client,
        @Nullable MessageStatus status,
        @Nullable Reason reason,
        @Nullable String door,
        @Nullable String text,
        @Nullable Long after,
        @Nullable Long before) {}
