package org.platelink.laboratory.journal;

import org.jspecify.annotations.Nullable;

/**
 * Which messages of a site are wanted; each part that is null asks for nothing.
 *
 * @param client who delivered them
 * @param fate what became of them
 * @param reason of which a finding is
 * @param door which way they came
 * @param text what stands in the name of who delivered them or in a finding, whatever the case of its letters; or the beginning
 *     of their id
 * @param after the number of a message that came before them
 * @param before the number of a message that came after them
 */
public record MessageQuery(
        @Nullable String client,
        @Nullable MessageStatus fate,
        @Nullable Reason reason,
        @Nullable String door,
        @Nullable String text,
        @Nullable Long after,
        @Nullable Long before) {}
