package org.platelink.token;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;

/**
 * Whether a token's client still is registered, and as what. Asked with every request, so an answer is kept for a moment; this server's
 * own revocations are known at once, another server's on the same database within that moment.
 */
final class KnownClients {

    private static final Duration KEPT = Duration.ofSeconds(2);

    private final LoadingCache<String, Standing> known;

    /** Of an external issuer, which revokes its clients itself. */
    static KnownClients all() {
        return new KnownClients(client -> Standing.REGISTERED);
    }

    static KnownClients of(Clients clients) {
        return new KnownClients(client -> clients.find(client)
                .map(found -> found.demo() ? Standing.DEMO : Standing.REGISTERED)
                .orElse(Standing.UNKNOWN));
    }

    private KnownClients(com.github.benmanes.caffeine.cache.CacheLoader<String, Standing> look) {
        this.known =
                Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(KEPT).build(look);
    }

    boolean isKnown(String client) {
        return known.get(client) != Standing.UNKNOWN;
    }

    /** Whether it is one that was made to try the server, with its key beside it. */
    boolean isDemo(String client) {
        return known.get(client) == Standing.DEMO;
    }

    void forget(String client) {
        known.invalidate(client);
    }

    private enum Standing {
        UNKNOWN,
        REGISTERED,
        DEMO
    }
}
