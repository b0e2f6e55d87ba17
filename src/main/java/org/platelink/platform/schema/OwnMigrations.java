package org.platelink.platform.schema;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.StartUpRefused;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Flyway on the tables that Platelink itself keeps. Its history is the table {@code flyway_schema_history}.
 *
 * <p>A database from before there was a history is taken as version 0, and all migrations run on it; so the first
 * ones only make what does not exist. Flyway is not even loaded where all of them have been run: that takes a start a
 * third of a second.
 */
final class OwnMigrations {

    private static final String HISTORY = "flyway_schema_history";
    private static final String BEFORE_HISTORY = "0";

    /** The first key of the advisory lock; the second is that of the history. "plmg" in ASCII. */
    private static final int LOCK = 0x706c6d67;

    private final DataSource database;
    private final String history;
    private final Supplier<FluentConfiguration> flyway;
    private final TreeSet<MigrationVersion> known;
    private final Set<MigrationVersion> applied;

    private OwnMigrations(DataSource database, String folder, @Nullable String schema) {
        this.flyway = () -> {
            FluentConfiguration flyway = Flyway.configure().dataSource(database).locations("classpath:" + folder);
            return schema == null ? flyway : flyway.schemas(schema);
        };
        this.database = database;
        this.history = schema == null ? HISTORY : schema + '.' + HISTORY;
        this.known = known(folder);
        this.applied = applied(JdbcClient.create(database), history);
    }

    /** The tables of the server's role, with the history beside HAPI's tables. */
    static OwnMigrations of(DataSource database) {
        return new OwnMigrations(database, "db/migration", null);
    }

    /** The tables of an audit trail, with a history of their own. */
    static OwnMigrations ofTrail(DataSource owner, String schema) {
        return new OwnMigrations(owner, "db/trail", schema);
    }

    /**
     * Refuses a database that has a migration that this server does not know.
     *
     * @throws StartUpRefused with the newest version that the database has
     */
    void refuseNewer() {
        applied.stream()
                .filter(version -> !known.contains(version))
                .max(MigrationVersion::compareTo)
                .ifPresent(newest -> {
                    throw StartUpRefused.newerDatabase(
                            "its tables have version " + newest + ", and this one knows them to " + version());
                });
    }

    /**
     * Runs what is pending. Flyway's own lock comes after it has begun a history, so that the second of two that
     * begin at once would find one that is empty: they wait for each other before.
     *
     * @return how many migrations were run
     */
    int migrate() {
        if (applied.containsAll(known)) {
            return 0;
        }
        try (Connection alone = database.getConnection();
                PreparedStatement lock = alone.prepareStatement("select pg_advisory_lock(?, hashtext(?))")) {
            lock.setInt(1, LOCK);
            lock.setString(2, history);
            lock.execute();
            try {
                return migrateAlone();
            } finally {
                unlock(alone);
            }
        } catch (SQLException failure) {
            throw new StartUpRefused(
                    "the versions of the database's tables cannot be read (" + failure.getMessage() + ").", failure);
        }
    }

    /** The connection may be one of a pool, and would keep the lock there. */
    private void unlock(Connection alone) throws SQLException {
        try (PreparedStatement unlock = alone.prepareStatement("select pg_advisory_unlock(?, hashtext(?))")) {
            unlock.setInt(1, LOCK);
            unlock.setString(2, history);
            unlock.execute();
        }
    }

    private int migrateAlone() {
        try {
            return flyway.get()
                    .baselineOnMigrate(true)
                    .baselineVersion(BEFORE_HISTORY)
                    // One transaction for all that is pending: a start that is broken off leaves what was there.
                    .group(true)
                    .load()
                    .migrate()
                    .migrationsExecuted;
        } catch (FlywayException failure) {
            throw new StartUpRefused(
                    "the database's tables could not be brought to the version of this server ("
                            + String.valueOf(failure.getMessage()).strip().replaceAll("\\s+", " ")
                            + "); restore the backup from before the upgrade, and report it.",
                    failure);
        }
    }

    /** The newest version that this server knows. */
    String version() {
        return known.last().toString();
    }

    private static TreeSet<MigrationVersion> known(String folder) {
        try {
            return Arrays.stream(
                            new PathMatchingResourcePatternResolver().getResources("classpath:" + folder + "/V*.sql"))
                    .map(Resource::getFilename)
                    .map(name -> MigrationVersion.fromVersion(name.substring(1, name.indexOf("__"))))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static Set<MigrationVersion> applied(JdbcClient database, String history) {
        boolean exists = database.sql("select to_regclass(?) is not null")
                .param(history)
                .query(Boolean.class)
                .single();
        return exists
                ? new HashSet<>(database
                        .sql("select version from " + history
                                + " where success and version is not null and type <> 'BASELINE'")
                        .query(String.class)
                        .list()
                        .stream()
                        .map(MigrationVersion::fromVersion)
                        .toList())
                : Set.of();
    }
}
