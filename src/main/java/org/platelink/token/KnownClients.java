package org.platelink.token;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;

/**
 * Whether a token's client still is registered. Asked with every request, so an answer is kept for a moment; this server's
 * own revocations are known at once, another server's on the same database within that moment.
 */
final class KnownClients {

    private static final Duration KEPT = Duration.ofSeconds(2);

    private final LoadingCache<String, Boolean> known;

    /** Of an external issuer, which revokes its clients itself. */
    static KnownClients all() {
        return new KnownClients(client -> true);
    }

    static KnownClients of(Clients clients) {
        return new KnownClients(client -> clients.find(client).isPresent());
    }

    private KnownClients(com.github.benmanes.caffeine.cache.CacheLoader<String, Boolean> look) {
        this.known =
                Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(KEPT).build(look);
    }

    boolean isKnown(String client) {
        return known.get(client);
    }

    void forget(String client) {
        known.invalidate(client);
    }
}
