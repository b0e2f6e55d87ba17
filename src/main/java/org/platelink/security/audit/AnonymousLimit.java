package org.platelink.security.audit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How many requests of nobody in particular get an event each: so many in a minute, and at most half of them from one address.
 * What is beyond is counted, so that nobody fills the disk with what he is refused.
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

    /** Whether one more request from an address gets an event of its own. */
    boolean take(@Nullable String address) {
        return addresses
                        .get(String.valueOf(address), none -> bucket(ofAnAddress))
                        .tryConsume(1)
                && all.tryConsume(1);
    }
}
