package org.platelink.laboratory.journal;

import java.util.List;
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
     * The same was accepted before, and what came now is noted as its duplicate.
     *
     * @param first the id of that one
     * @param fate what became of that one by now
     * @param findings why that one is not applied by now
     */
    record Same(UUID first, MessageStatus fate, List<Finding> findings) implements Receipt {}

    /**
     * Its sender has numbered another message so, which was accepted and still holds the number. Nothing was kept.
     *
     * @param first the id of that one
     */
    record NumberTaken(UUID first) implements Receipt {}

    /**
     * A correction that was accepted before, sent anew after another state of its order, which it would undo. It is kept, and
     * parked.
     *
     * @param arrival its number in the order of arrival
     * @param finding why it is parked, beside what else was found
     */
    record Doubtful(long arrival, Finding finding) implements Receipt {}
}
