package org.platelink.trial.alert;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Tables of how far the watch has come, in a schema beside the FHIR store: until when what was written has been looked
 * at, which server does it for now, and the last day on which all subjects of a site were looked at.
 */
final class AlertTables {

    /** The lease of a server; after it, another server takes over. */
    static final Duration TURN = Duration.ofSeconds(60);

    private final JdbcClient database;

    AlertTables(JdbcClient database) {
        this.database = database;
    }

    /**
     * Takes or renews the lease.
     *
     * @param server what tells this server from others
     * @return until when what was written has been looked at; empty if another server has the lease
     */
    Optional<Instant> take(String server) {
        return database.sql(
                        """
                        update alert.turn set server = ?, due = now() + ? * interval '1 second'
                        where server = ? or due <= now() returning seen
                        """)
                .params(server, TURN.toSeconds(), server)
                .query(Timestamp.class)
                .optional()
                .map(Timestamp::toInstant);
    }

    /** Records until when everything has been looked at, if this server still has the lease. */
    void seen(String server, Instant until) {
        database.sql("update alert.turn set seen = ? where server = ?")
                .params(Timestamp.from(until), server)
                .update();
    }

    /** Gives the lease back. */
    void leave(String server) {
        database.sql("update alert.turn set due = now() where server = ?")
                .param(server)
                .update();
    }

    /** The last day on which all subjects of a site were looked at, by the ids of the sites; none for a new site. */
    Map<String, LocalDate> days() {
        Map<String, LocalDate> days = new HashMap<>();
        database.sql("select site, day from alert.day").query(row -> {
            days.put(row.getString(1), row.getObject(2, LocalDate.class));
        });
        return days;
    }

    void looked(String site, LocalDate day) {
        database.sql(
                        """
                        insert into alert.day (site, day) values (?, ?)
                        on conflict (site) do update set day = excluded.day
                        """)
                .params(site, day)
                .update();
    }
}
