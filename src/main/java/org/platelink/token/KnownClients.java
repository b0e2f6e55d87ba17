package org.platelink.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Whether a token's client still is registered. Asked with every request, so an answer is kept for a moment; this server's
 * own revocations are known at once, another server's on the same database within that moment.
 */
final class KnownClients {

    private static final Duration KEPT = Duration.ofSeconds(2);

    /** The last answers, for while the database is away: then nothing can be asked or changed by whoever it is. */
    private final Cache<String, Boolean> last = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofMinutes(10))
            .build();

    private final BooleanSupplier isAway;

    private final LoadingCache<String, Boolean> known;

    /** Of an external issuer, which revokes its clients itself. */
    static KnownClients all() {
        return new KnownClients(client -> true, () -> false);
    }

    static KnownClients of(Clients clients, BooleanSupplier databaseIsAway) {
        return new KnownClients(client -> clients.find(client).isPresent(), databaseIsAway);
    }

    private KnownClients(com.github.benmanes.caffeine.cache.CacheLoader<String, Boolean> look, BooleanSupplier isAway) {
        this.isAway = isAway;
        this.known =
                Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(KEPT).build(look);
    }

    boolean isKnown(String client) {
        if (isAway.getAsBoolean()) {
            return Boolean.TRUE.equals(last.getIfPresent(client));
        }
        boolean isKnown = known.get(client);
        last.put(client, isKnown);
        return isKnown;
    }

    void forget(String client) {
        known.invalidate(client);
        last.invalidate(client);
    }
}
