package org.platelink.operator.demo.story;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Deterministic random stream. It uses only those methods of {@link Random} whose results are specified, so that it
 * is the same on every Java version.
 */
final class RandomStream {

    /** From SplitMix64 (Steele, Lea and Flood): similar seeds give unrelated streams. */
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final Random random;

    private RandomStream(Random random) {
        this.random = random;
    }

    /** One of the streams of a seed. */
    static RandomStream of(long seed, long stream) {
        return new RandomStream(new Random(mixed(mixed(seed) + stream * GOLDEN)));
    }

    private static long mixed(long value) {
        long z = value + GOLDEN;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** A random integer, both ends included. */
    int between(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    double between(double low, double high) {
        return low + random.nextDouble() * (high - low);
    }

    /** A random number near a mean, at most two and a half spreads away. */
    double around(double mean, double spread) {
        return mean + spread * Math.max(-2.5, Math.min(2.5, random.nextGaussian()));
    }

    /** A random integer near a mean, at most the given distance away. */
    int near(int mean, int farthest) {
        double drawn = around(mean, farthest / 2.0);
        return (int) Math.round(Math.max(mean - farthest, Math.min(mean + farthest, drawn)));
    }

    boolean percent(int chances) {
        return random.nextInt(100) < chances;
    }

    <T> T oneOf(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    <T> List<T> shuffled(List<T> all) {
        List<T> mixed = new ArrayList<>(all);
        Collections.shuffle(mixed, random);
        return mixed;
    }
}
