package org.platelink.laboratory.intake.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Orders the states of a result: the newer one was issued later; of those issued at the same time, it was sent later;
 * of those, it arrived later.
 *
 * <p>If one of them does not say when it was issued, the order of arrival decides: a state must not lose against a
 * time that nobody has stated.
 *
 * @param issued when the laboratory issued it, or made the message that brought it; null if nobody said
 * @param sent when the message was made; null if it does not say
 * @param arrival the sequence number of the message in the order of arrival
 */
record ResultTimestamp(@Nullable Instant issued, @Nullable Instant sent, long arrival) {

    boolean isBefore(ResultTimestamp other) {
        int order = compared(issued, other.issued);
        if (issued != null && other.issued != null && order == 0) {
            order = compared(sent, other.sent);
        }
        return order == 0 ? arrival < other.arrival : order < 0;
    }

    private static int compared(@Nullable Instant one, @Nullable Instant other) {
        return one == null || other == null ? 0 : one.compareTo(other);
    }
}
