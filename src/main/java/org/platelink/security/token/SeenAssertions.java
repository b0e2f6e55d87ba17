package org.platelink.security.token;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import org.platelink.platform.server.Fingerprint;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The assertions that were used and have not expired, in the database, so that no server on it takes one twice. */
final class SeenAssertions {

    /** Longer than any difference of clocks for which an expired assertion would still be taken. */
    private static final Duration KEPT_AFTER = Duration.ofMinutes(1);

    private final JdbcClient database;

    SeenAssertions(JdbcClient database) {
        this.database = database;
    }

    /** Remembers an assertion; false if it was there. */
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
