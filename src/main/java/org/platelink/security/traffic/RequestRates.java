package org.platelink.security.traffic;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.time.Duration;

/** Token buckets of all senders: each sender has the requests of one minute, refilled continuously. */
final class RequestRates {

    private static final Duration WHILE = Duration.ofMinutes(1);
    private static final int MOST_SENDERS = 100_000;

    private final int aMinute;
    private final Cache<String, Bucket> left = Caffeine.newBuilder()
            .maximumSize(MOST_SENDERS)
            .expireAfterAccess(WHILE)
            .build();

    RequestRates(int aMinute) {
        this.aMinute = aMinute;
    }

    /** Counts a request; false if its sender has none left. */
    boolean count(String sender) {
        return bucket(sender).tryConsume(1);
    }

    boolean isUsedUp(String sender) {
        return bucket(sender).getAvailableTokens() == 0;
    }

    private Bucket bucket(String sender) {
        return left.get(sender, any -> Bucket.builder()
                .addLimit(limit -> limit.capacity(aMinute).refillGreedy(aMinute, WHILE))
                .build());
    }

    int aMinute() {
        return aMinute;
    }

    /** How many seconds a sender without any left has to wait. */
    long seconds() {
        return 1 + WHILE.toSeconds() / aMinute;
    }
}
