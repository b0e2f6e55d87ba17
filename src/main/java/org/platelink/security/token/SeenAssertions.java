package org.platelink.security.token;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import org.platelink.platform.server.Fingerprint;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Replay protection for client assertions: stores those that were used until they have expired, in the database, so
 * that no server on that database accepts one twice.
 */
final class SeenAssertions {

    /**
     * How long after its expiry an assertion is kept: longer than the clock skew within which an expired one would
     * still be accepted.
     */
    private static final Duration KEPT_AFTER = Duration.ofMinutes(1);

    private final JdbcClient database;

    SeenAssertions(JdbcClient database) {
        this.database = database;
    }

    /** Records an assertion; false if it was recorded before. */
    boolean isNew(String client, String id, Instant expires) {
        database.sql("delete from access.assertion where expires < ?")
                .param(Timestamp.from(Instant.now().minus(KEPT_AFTER)))
                .update();
        return database.sql(
                                "insert into access.assertion (client, jti_hash, expires) values (?, ?, ?) on conflict do nothing")
                        .params(client, Fingerprint.of(id), Timestamp.from(expires))
                        .update()
                == 1;
    }
}
