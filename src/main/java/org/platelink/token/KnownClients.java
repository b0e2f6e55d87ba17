package org.platelink.token;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a token's client still is registered. Asked with every request, so an answer is kept for a moment; this server's
 * own revocations are known at once, another server's on the same database within that moment.
 */
final class KnownClients {

    private static final Duration KEPT = Duration.ofSeconds(2);

    private final LoadingCache<String, Optional<Instant>> known;

    /** Of an external issuer, which revokes its clients itself. */
    static KnownClients all() {
        return new KnownClients(client -> Optional.of(Instant.EPOCH));
    }

    static KnownClients of(Clients clients) {
        return new KnownClients(clients::tokensGoodSince);
    }

    private KnownClients(com.github.benmanes.caffeine.cache.CacheLoader<String, Optional<Instant>> look) {
        this.known =
                Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(KEPT).build(look);
    }

    boolean isKnown(String client) {
        return known.get(client).isPresent();
    }

    /**
     * Whether a known client's token was given to a key that still is its own.
     *
     * @param issued when, to the second, as tokens have it; null if the token does not say
     */
    boolean stillTakes(String client, @Nullable Instant issued) {
        Instant since = known.get(client).orElse(Instant.MAX);
        return since.equals(Instant.EPOCH) || issued != null && !issued.isBefore(since.truncatedTo(ChronoUnit.SECONDS));
    }

    void forget(String client) {
        known.invalidate(client);
    }
}
