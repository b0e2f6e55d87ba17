package org.platelink.platform.hapi.schema;

import ca.uhn.fhir.jpa.migrate.DriverTypeEnum;
import ca.uhn.fhir.jpa.migrate.HapiMigrationException;
import ca.uhn.fhir.jpa.migrate.HapiMigrationLock;
import ca.uhn.fhir.jpa.migrate.HapiMigrator;
import ca.uhn.fhir.jpa.migrate.SchemaMigrator;
import ca.uhn.fhir.jpa.migrate.dao.HapiMigrationDao;
import ca.uhn.fhir.jpa.migrate.entity.HapiMigrationEntity;
import ca.uhn.fhir.jpa.migrate.taskdef.BaseTask;
import ca.uhn.fhir.jpa.migrate.taskdef.InitializeSchemaTask;
import ca.uhn.fhir.jpa.migrate.tasks.HapiFhirJpaMigrationTasks;
import ca.uhn.fhir.util.VersionEnum;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;
import org.flywaydb.core.api.MigrationVersion;
import org.platelink.platform.server.StartUpRefused;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * HAPI's migrator on HAPI's tables. Its history is the table {@code FLY_HFJ_MIGRATION}, with one row for each of
 * HAPI's migration tasks.
 *
 * <p>Where there is no history, this class begins it, in one transaction: HAPI's migrator writes it row by row, and
 * would take tables that were half made for whole ones after a broken-off start.
 *
 * @see <a href="https://hapifhir.io/hapi-fhir/docs/server_jpa/upgrading.html">HAPI FHIR, Upgrading</a>
 */
public final class HapiMigrations {

    private static final String HISTORY = SchemaMigrator.HAPI_FHIR_MIGRATION_TABLENAME;
    private static final DriverTypeEnum POSTGRES = DriverTypeEnum.POSTGRES_9_4;

    /** Before there was a history, Hibernate made the tables, always as HAPI 8.8.0 has them. */
    private static final MigrationVersion BEFORE_HISTORY = MigrationVersion.fromVersion("8.8.0.99999999");

    private static final Pattern SETTING = Pattern.compile("alter table \\w+ set \\(", Pattern.CASE_INSENSITIVE);

    private final DataSource database;
    private final List<BaseTask> tasks = StreamSupport.stream(
                    new HapiFhirJpaMigrationTasks(Set.of())
                            .getAllTasks(VersionEnum.values())
                            .getUnskippableTasks()
                            .spliterator(),
                    false)
            .toList();
    private final Set<MigrationVersion> applied;

    public HapiMigrations(DataSource database) {
        this.database = database;
        this.applied = applied();
    }

    /**
     * Refuses a database with a task that is newer than all that this HAPI knows.
     *
     * @throws StartUpRefused with that task
     */
    public void refuseNewer() {
        MigrationVersion latest = tasks.stream()
                .map(HapiMigrations::version)
                .max(MigrationVersion::compareTo)
                .orElseThrow();
        applied.stream()
                .filter(version -> version.compareTo(latest) > 0)
                .max(MigrationVersion::compareTo)
                .ifPresent(newest -> {
                    throw StartUpRefused.newerDatabase(
                            "HAPI FHIR's tables have version " + newest + ", and this one knows them to " + latest);
                });
    }

    /**
     * Runs what is pending.
     *
     * @return how many tasks were run; those that were recorded as done with the first tables count as one
     */
    public int migrate() {
        try {
            boolean begun = applied.isEmpty();
            Set<MigrationVersion> done = begun ? begin() : applied;
            List<BaseTask> pending = pending(done);
            if (!pending.isEmpty()) {
                run();
            }
            return (begun ? 1 : 0) + pending.size();
        } catch (SQLException | HapiMigrationException failure) {
            throw new StartUpRefused(
                    "HAPI FHIR's tables could not be brought to the version of this server (" + failure.getMessage()
                            + "); restore the backup from before the upgrade, and report it.",
                    failure);
        }
    }

    private void run() {
        // Of a start that was killed: no other migrates now, as the starts on a database wait for each other.
        JdbcClient.create(database)
                .sql("delete from \"" + HISTORY + "\" where \"installed_rank\" = ?")
                .param(HapiMigrationLock.LOCK_PID)
                .update();
        HapiMigrator migrator = new HapiMigrator(HISTORY, database, POSTGRES);
        migrator.addTasks(tasks);
        migrator.migrate();
    }

    /** Makes the tables where there are none, and a history by which they are made; all in one transaction. */
    private Set<MigrationVersion> begin() throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            boolean isNew = !exists(connection, "hfj_resource");
            List<String> script = script();
            // Hibernate knows no settings of tables; the rest of the script it has made itself.
            execute(
                    connection,
                    isNew
                            ? script
                            : script.stream().filter(HapiMigrations::isSetting).toList());
            SingleConnectionDataSource one = new SingleConnectionDataSource(connection, true);
            new HapiMigrationDao(one, POSTGRES, HISTORY).createMigrationTableIfRequired();
            List<BaseTask> done =
                    tasks.stream().filter(task -> isPartOfTables(task, isNew)).toList();
            record(done, JdbcClient.create(one));
            connection.commit();
            return done.stream().map(HapiMigrations::version).collect(Collectors.toSet());
        }
    }

    /** Writes the rows that HAPI's migrator would write one by one, in one statement. */
    private static void record(List<BaseTask> done, JdbcClient database) {
        List<HapiMigrationEntity> rows =
                done.stream().map(HapiMigrationEntity::fromBaseTask).toList();
        database.sql(
                        """
                        insert into "FLY_HFJ_MIGRATION" ("installed_rank", "version", "description", "type", "script",
                            "checksum", "installed_by", "installed_on", "execution_time", "success")
                        select rank, version, description, 'JDBC', 'HAPI FHIR', checksum, ?, current_date, 0, true
                        from unnest(?::text[], ?::text[], ?::int[]) with ordinality
                            as task (version, description, checksum, rank)
                        """)
                .params(
                        VersionEnum.latestVersion().name(),
                        rows.stream().map(HapiMigrationEntity::getVersion).toArray(String[]::new),
                        rows.stream().map(HapiMigrationEntity::getDescription).toArray(String[]::new),
                        rows.stream().map(HapiMigrationEntity::getChecksum).toArray(Integer[]::new))
                .update();
    }

    /** Whether tables that were just made, or made by Hibernate, have what a task does; as HAPI's migrator judges. */
    private static boolean isPartOfTables(BaseTask task, boolean isNew) {
        return task instanceof InitializeSchemaTask
                || !task.isRunDuringSchemaInitialization()
                        && (isNew || version(task).compareTo(BEFORE_HISTORY) <= 0);
    }

    /** HAPI's statements that make all tables of this version. */
    private List<String> script() {
        return tasks.stream()
                .filter(InitializeSchemaTask.class::isInstance)
                .map(InitializeSchemaTask.class::cast)
                .flatMap(task -> task.getSchemaInitializationProvider().getSqlStatements(POSTGRES).stream())
                .toList();
    }

    private static boolean isSetting(String statement) {
        return SETTING.matcher(statement).lookingAt();
    }

    private static void execute(Connection connection, List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(String.join(";\n", statements));
        }
    }

    private List<BaseTask> pending(Collection<MigrationVersion> done) {
        return tasks.stream().filter(task -> !done.contains(version(task))).toList();
    }

    private Set<MigrationVersion> applied() {
        try (Connection connection = database.getConnection()) {
            if (!exists(connection, '"' + HISTORY + '"')) {
                return Set.of();
            }
            return JdbcClient.create(new SingleConnectionDataSource(connection, true))
                    .sql("select \"version\" from \"" + HISTORY + "\" where \"success\" and \"version\" is not null")
                    .query(String.class)
                    .list()
                    .stream()
                    .map(MigrationVersion::fromVersion)
                    .collect(Collectors.toSet());
        } catch (SQLException failure) {
            throw new StartUpRefused(
                    "the versions of the database's tables cannot be read (" + failure.getMessage() + ").", failure);
        }
    }

    private static boolean exists(Connection connection, String table) {
        return JdbcClient.create(new SingleConnectionDataSource(connection, true))
                .sql("select to_regclass(?) is not null")
                .param(table)
                .query(Boolean.class)
                .single();
    }

    private static MigrationVersion version(BaseTask task) {
        return MigrationVersion.fromVersion(task.getMigrationVersion());
    }
}
