package org.platelink.platform.schema;

import java.util.Arrays;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.platelink.platform.server.StartUpRefused;

/**
 * Flyway on the tables that Platelink itself keeps. Its history is the table {@code flyway_schema_history}.
 *
 * <p>A database from before there was a history is taken as version 0, and all migrations run on it; so the first
 * ones only make what does not exist.
 */
final class OwnMigrations {

    private static final String BEFORE_HISTORY = "0";

    private final Flyway flyway;
    private final MigrationInfoService state;

    private OwnMigrations(FluentConfiguration configuration) {
        this.flyway = configuration
                .baselineOnMigrate(true)
                .baselineVersion(BEFORE_HISTORY)
                // One transaction for all that is pending: a start that is broken off leaves what was there.
                .group(true)
                .load();
        this.state = flyway.info();
    }

    /** The tables of the server's role, with the history beside HAPI's tables. */
    static OwnMigrations of(DataSource database) {
        return new OwnMigrations(Flyway.configure().dataSource(database).locations("classpath:db/migration"));
    }

    /** The tables of an audit trail, with a history of their own. */
    static OwnMigrations ofTrail(DataSource owner, String schema) {
        return new OwnMigrations(
                Flyway.configure().dataSource(owner).schemas(schema).locations("classpath:db/trail"));
    }

    /**
     * Refuses a database that has a migration that this server does not know.
     *
     * @throws StartUpRefused with the newest version that the database has
     */
    void refuseNewer() {
        Arrays.stream(state.applied())
                .filter(migration -> migration.getVersion() != null)
                .filter(migration -> !migration.getState().isResolved())
                .reduce((older, newer) -> newer)
                .ifPresent(newest -> {
                    throw new StartUpRefused(NewerDatabase.sentence(
                            "its tables have version " + newest.getVersion() + ", and this one knows them to "
                                    + lastKnown()));
                });
    }

    /**
     * Runs what is pending, under Flyway's advisory lock.
     *
     * @return how many migrations were run
     */
    int migrate() {
        return state.pending().length == 0 ? 0 : flyway.migrate().migrationsExecuted;
    }

    /** The newest version that this server knows. */
    String version() {
        return lastKnown();
    }

    private String lastKnown() {
        return Arrays.stream(state.all())
                .filter(migration -> migration.getState().isResolved() && migration.getVersion() != null)
                .map(MigrationInfo::getVersion)
                .max((one, other) -> one.compareTo(other))
                .map(Object::toString)
                .orElse(BEFORE_HISTORY);
    }
}
