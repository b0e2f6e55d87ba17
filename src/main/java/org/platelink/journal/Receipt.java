package org.platelink.journal;

import java.util.UUID;

/** How it went to keep a message. */
public sealed interface Receipt {

    /**
     * It is kept.
     *
     * @param arrival its number in the order of arrival
     */
    record Kept(long arrival) implements Receipt {}

    /**
     * The very same was kept before.
     *
     * @param first the id of that one
     * @param answer how that one was answered
     */
    record Same(UUID first, byte[] answer) implements Receipt {}

    /**
     * Its sender has numbered another message so. Nothing was kept.
     *
     * @param first the id of that one
     */
    record NumberTaken(UUID first) implements Receipt {}
}
