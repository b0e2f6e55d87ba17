package org.platelink.security.access;

import java.util.Optional;
import java.util.function.Function;
import org.platelink.FhirClient.Answer;

/**
 * A question about something that is another site's, and the same one about something that is nobody's.
 *
 * @param what says which, should it fail
 * @param ask asks about an id
 * @param there the id that is another site's
 * @param missing an id of the same form that is nobody's
 */
record Pair(String what, Function<String, Answer> ask, String there, String missing) {

    /** A difference that is less is not one that can be seen from outside. */
    private static final long NOISE_NANOS = 10_000_000;

    private static final double NOISE_PART = 0.5;
    private static final int MOST_ROUNDS = 40;

    /** How the answers differ, in status, words or time; empty if they do not. */
    Optional<String> difference() {
        long start = System.nanoTime();
        Answer one = ask.apply(there);
        long between = System.nanoTime();
        Answer other = ask.apply(missing);
        long end = System.nanoTime();
        return differenceInWords(one, other).or(() -> differenceInTime(between - start, end - between));
    }

    /** How the answers differ, in status or words; empty if they do not. */
    Optional<String> differenceInWords() {
        return differenceInWords(ask.apply(there), ask.apply(missing));
    }

    private Optional<String> differenceInWords(Answer one, Answer other) {
        String ofOne = words(one, there);
        String ofOther = words(other, missing);
        return ofOne.equals(ofOther)
                ? Optional.empty()
                : Optional.of(what + "\n  there:   " + ofOne + "\n  missing: " + ofOther);
    }

    static String words(Answer answer, String id) {
        return answer.status() + " "
                + answer.body()
                        .replace(id, "ID")
                        .replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "UUID")
                        .replaceAll("\"lastUpdated\": ?\"[^\"]*\"", "LAST");
    }

    /** The shortest of several, in turn: what else the machine does can make an answer later and never earlier. */
    private Optional<String> differenceInTime(long firstOfOne, long firstOfOther) {
        long one = firstOfOne;
        long other = firstOfOther;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            if (Math.abs(one - other) <= Math.max(NOISE_NANOS, NOISE_PART * Math.min(one, other))) {
                return Optional.empty();
            }
            one = Math.min(one, nanos(there));
            other = Math.min(other, nanos(missing));
        }
        return Optional.of(what + "\n  there after " + one / 1000 + " us, missing after " + other / 1000 + " us");
    }

    private long nanos(String id) {
        long start = System.nanoTime();
        ask.apply(id);
        return System.nanoTime() - start;
    }
}
