package org.platelink.security.access;

import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The sites at which participants were before they were transferred to another, in a table of its own.
 *
 * <p>A former site reads nothing of a participant any more. Its laboratory may still deliver results of the
 * participant, and its coordinators read the identifiers that it linked itself.
 */
public final class FormerSites {

    private final JdbcClient database;

    FormerSites(JdbcClient database) {
        this.database = database;
    }

    /** Records that a participant is no longer at a site. */
    public void add(String participant, String site) {
        database.sql(
                        """
                        insert into access.former_site (participant, site) values (?, ?)
                        on conflict (participant, site) do update set until = excluded.until
                        """)
                .params(participant, site)
                .update();
    }

    /** Whether a participant was at a site once. */
    public boolean had(String site, String participant) {
        return !among(site, Set.of(participant)).isEmpty();
    }

    /** Those of the given participants who were at a site once. */
    Set<String> among(String site, Collection<String> participants) {
        return database.sql(
                        "select participant from access.former_site where site = ? and participant = any(?::text[])")
                .params(Arrays.asList(site, participants.toArray(String[]::new)))
                .query(String.class)
                .set();
    }

    /** All participants who were at a site once. */
    Set<String> participantsOf(String site) {
        return database.sql("select participant from access.former_site where site = ?")
                .param(site)
                .query(String.class)
                .set();
    }
}
