package org.platelink.bench;

import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;

/** How long each of many requests took, and all of them together. */
final class Timings {

    private final ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();
    private long total;

    void add(long duration) {
        nanos.add(duration);
    }

    void took(long duration) {
        total = duration;
    }

    /** Nanoseconds that all of them took together. */
    long total() {
        return total;
    }

    /** How many requests there were. */
    int size() {
        return nanos.size();
    }

    /** Requests a second, all clients together. */
    double rate() {
        return nanos.size() / (total / 1e9);
    }

    /** The duration in milliseconds that this part of the requests stayed under. */
    double quantile(double part) {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        return sorted.length == 0 ? 0 : sorted[Math.min(sorted.length - 1, (int) (sorted.length * part))] / 1e6;
    }

    @Override
    public String toString() {
        return Arrays.asList(quantile(0.5), quantile(0.95)).toString();
    }
}
