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
 * Cache of the registration status of clients, checked with every request. Entries are kept for two seconds: this
 * server's own revocations take effect at once, those of another server on the same database within that time.
 */
final class KnownClients {

    private static final Duration KEPT = Duration.ofSeconds(2);

    /**
     * The last known status, used while the database is unavailable; during that time nobody can read or change
     * anything anyway.
     */
    private final Cache<String, Optional<ClientStatus>> last = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofMinutes(10))
            .build();

    private final BooleanSupplier isAway;

    private final LoadingCache<String, Optional<ClientStatus>> statuses;

    /** For an external issuer, which revokes its clients itself: every client counts as known. */
    static KnownClients all() {
        return new KnownClients(client -> Optional.of(new ClientStatus(false, Instant.EPOCH)), () -> false);
    }

    static KnownClients of(Clients clients, BooleanSupplier databaseIsAway) {
        return new KnownClients(clients::standing, databaseIsAway);
    }

    private KnownClients(CacheLoader<String, Optional<ClientStatus>> look, BooleanSupplier isAway) {
        this.isAway = isAway;
        this.statuses = Caffeine.newBuilder()
                .maximumSize(10_000)
                .expireAfterWrite(KEPT)
                .build(client -> {
                    Optional<ClientStatus> standing = look.load(client);
                    last.put(client, standing);
                    return standing;
                });
    }

    /**
     * The status of a registered client.
     *
     * @param demo whether it is a demo client, whose key is stored beside the server
     * @param tokensSince tokens issued before are no longer accepted; the epoch if all are
     */
    record ClientStatus(boolean demo, Instant tokensSince) {}

    boolean isKnown(String client) {
        return standing(client).isPresent();
    }

    /** Whether it is a demo client, whose key is stored beside the server. */
    boolean isDemo(String client) {
        return standing(client).map(ClientStatus::demo).orElse(false);
    }

    /**
     * Whether a known client's token was issued no earlier than the last replacement of its keys.
     *
     * @param issued the token's issue time, which has seconds precision; null if the token does not state it
     */
    boolean stillTakes(String client, @Nullable Instant issued) {
        Instant since = standing(client).map(ClientStatus::tokensSince).orElse(Instant.MAX);
        return since.equals(Instant.EPOCH) || issued != null && !issued.isBefore(since.truncatedTo(ChronoUnit.SECONDS));
    }

    private Optional<ClientStatus> standing(String client) {
        if (isAway.getAsBoolean()) {
            Optional<ClientStatus> answered = last.getIfPresent(client);
            return answered == null ? Optional.empty() : answered;
        }
        return statuses.get(client);
    }

    void forget(String client) {
        statuses.invalidate(client);
        last.invalidate(client);
    }
}
