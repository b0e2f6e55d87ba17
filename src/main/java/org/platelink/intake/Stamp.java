package org.platelink.intake;

import java.time.Instant;
import java.util.Comparator;

/**
 * Which of two states of a result is the newer one: the one that was issued later, of those the one that was sent later, of
 * those the one that came later.
 *
 * @param issued when the laboratory issued it; when it was sent, if nobody said
 * @param sent when the message was made; when it came, if nobody said
 * @param arrival its number in the order of arrival
 */
record Stamp(Instant issued, Instant sent, long arrival) implements Comparable<Stamp> {

    private static final Comparator<Stamp> ORDER =
            Comparator.comparing(Stamp::issued).thenComparing(Stamp::sent).thenComparing(Stamp::arrival);

    @Override
    public int compareTo(Stamp other) {
        return ORDER.compare(this, other);
    }

    boolean isBefore(Stamp other) {
        return compareTo(other) < 0;
    }
}
