package org.platelink.security.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.CacheLoader;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether a token's client still is registered, and as what. Asked with every request, so an answer is kept for a moment; this server's
 * own revocations are known at once, another server's on the same database within that moment.
 */
final class KnownClients {

    private static final Duration KEPT = Duration.ofSeconds(2);

    /** The last answers, for while the database is away: then nothing can be asked or changed by whoever it is. */
    private final Cache<String, Optional<Standing>> last = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofMinutes(10))
            .build();

    private final BooleanSupplier isAway;

    private final LoadingCache<String, Optional<Standing>> known;

    /** Of an external issuer, which revokes its clients itself. */
    static KnownClients all() {
        return new KnownClients(client -> Optional.of(new Standing(false, Instant.EPOCH)), () -> false);
    }

    static KnownClients of(Clients clients, BooleanSupplier databaseIsAway) {
        return new KnownClients(clients::standing, databaseIsAway);
    }

    private KnownClients(CacheLoader<String, Optional<Standing>> look, BooleanSupplier isAway) {
        this.isAway = isAway;
        this.known = Caffeine.newBuilder()
                .maximumSize(10_000)
                .expireAfterWrite(KEPT)
                .build(client -> {
                    Optional<Standing> standing = look.load(client);
                    last.put(client, standing);
                    return standing;
                });
    }

    /**
     * How a client that is registered stands.
     *
     * @param demo whether it was made to try the server, with its key beside it
     * @param tokensSince tokens from before are not taken any more; the epoch if all are
     */
    record Standing(boolean demo, Instant tokensSince) {}

    boolean isKnown(String client) {
        return standing(client).isPresent();
    }

    /** Whether it is one that was made to try the server, with its key beside it. */
    boolean isDemo(String client) {
        return standing(client).map(Standing::demo).orElse(false);
    }

    /**
     * Whether a known client's token was given to a key that still is its own.
     *
     * @param issued when, to the second, as tokens have it; null if the token does not say
     */
    boolean stillTakes(String client, @Nullable Instant issued) {
        Instant since = standing(client).map(Standing::tokensSince).orElse(Instant.MAX);
        return since.equals(Instant.EPOCH) || issued != null && !issued.isBefore(since.truncatedTo(ChronoUnit.SECONDS));
    }

    private Optional<Standing> standing(String client) {
        if (isAway.getAsBoolean()) {
            Optional<Standing> answered = last.getIfPresent(client);
            return answered == null ? Optional.empty() : answered;
        }
        return known.get(client);
    }

    void forget(String client) {
        known.invalidate(client);
        last.invalidate(client);
    }
}
