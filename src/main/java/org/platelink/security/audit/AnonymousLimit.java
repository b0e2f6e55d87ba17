package org.platelink.security.audit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Rate limiter for events of requests without a known client: a number per minute, of which one address gets at most
 * half. Requests beyond the limit are only counted, so that refused requests cannot fill the disk.
 */
final class AnonymousLimit {

    private static final Duration WHILE = Duration.ofMinutes(1);
    private static final int MOST_ADDRESSES = 10_000;

    private final Bucket all;
    private final int ofAnAddress;
    private final Cache<String, Bucket> addresses = Caffeine.newBuilder()
            .maximumSize(MOST_ADDRESSES)
            .expireAfterAccess(WHILE.multipliedBy(2))
            .build();

    AnonymousLimit(int aMinute) {
        this.all = bucket(aMinute);
        this.ofAnAddress = Math.max(1, aMinute / 2);
    }

    private static Bucket bucket(int aMinute) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(aMinute).refillGreedy(aMinute, WHILE))
                .build();
    }

    /**
     * Tries to consume a token from the bucket of an address and from the common one. Returns whether the request
     * gets an event of its own.
     */
    boolean take(@Nullable String address) {
        return addresses
                        .get(String.valueOf(address), none -> bucket(ofAnAddress))
                        .tryConsume(1)
                && all.tryConsume(1);
    }
}
