package org.platelink.platform.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.platelink.SavedServer;
import org.platelink.platform.server.StartUpRefused;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables of empty, old, half made and newer databases, each a database of its own in one PostgreSQL. */
class SchemaMigrationIT {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static EmbeddedPostgres postgres;

    private DataSource database;
    private JdbcClient sql;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.builder().start();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void anEmptyDatabase() {
        database = empty();
        sql = JdbcClient.create(database);
    }

    @Test
    void anEmptyDatabaseGetsAllTablesOnce() {
        assertThat(SchemaMigration.run(database)).contains("HAPI FHIR").contains("of Platelink");

        assertThat(SchemaMigration.run(database)).isEmpty();
        assertThat(tables())
                .contains("public.hfj_resource", "public.bt2_job_instance", "journal.message", "search.held");
    }

    @Test
    void aDatabaseFromBeforeMigrationsGetsTheSameTablesAndKeepsItsRows(@TempDir Path home) throws Exception {
        try (Connection connection = database.getConnection();
                InputStream saved = SavedServer.class.getResourceAsStream("before-migrations.zip")) {
            SavedServer.restore(saved, home, connection);
        }
        int resources = count("hfj_resource");

        SchemaMigration.run(database);
        SchemaMigration.runTrail(database, "audit");

        DataSource fresh = empty();
        SchemaMigration.run(fresh);
        SchemaMigration.runTrail(fresh, "audit");
        assertThat(Catalogue.of(database)).isEqualTo(Catalogue.of(fresh));
        assertThat(count("hfj_resource")).isEqualTo(resources).isPositive();
        assertThat(count("journal.message")).isEqualTo(3);
        assertThat(count("audit.trail")).isEqualTo(23);
        assertThat(count("search.held"))
                .as("searches that were written as Java objects")
                .isZero();
        assertThat(SchemaMigration.run(database)).isEmpty();
    }

    @Test
    void someWhoStartAtOnceMakeThemOnce() throws Exception {
        ExecutorService nodes = Executors.newFixedThreadPool(8);
        Callable<Void> node = () -> {
            SchemaMigration.runOwn(database);
            return null;
        };
        for (Future<Void> done : nodes.invokeAll(Collections.nCopies(8, node))) {
            done.get();
        }
        nodes.shutdown();

        assertThat(sql.sql("select count(*) = count(distinct version) from flyway_schema_history where version <> '0'")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void whatAKilledStartLeftIsEnded() {
        SchemaMigration.run(database);
        // The lock of HAPI's migrator, and a task that it has not come to.
        sql.sql("delete from \"FLY_HFJ_MIGRATION\" where \"installed_rank\" ="
                        + " (select max(\"installed_rank\") from \"FLY_HFJ_MIGRATION\")")
                .update();
        insertTask(-100, null);

        assertThat(SchemaMigration.run(database)).contains("1 steps of HAPI FHIR");

        assertThat(SchemaMigration.run(database)).isEmpty();
    }

    @Test
    void tablesOfANewerPlatelinkAreRefusedAndLeftAlone() {
        SchemaMigration.run(database);
        sql.sql(
                        "insert into flyway_schema_history values (900, '999', 'later', 'SQL', 'V999__later.sql', 1, 'x', now(), 1, true)")
                .update();

        refused(() -> SchemaMigration.run(database), "its tables have version 999, and this one knows them to 0");
        refused(() -> SchemaMigration.runOwn(database), "its tables have version 999");
    }

    @Test
    void tablesOfANewerHapiAreRefusedBeforeAnythingIsChanged() {
        SchemaMigration.run(database);
        insertTask(9000, "99.0.0.20990101.1");
        sql.sql("delete from flyway_schema_history where version = (select max(version) from flyway_schema_history)")
                .update();
        String before = newestVersion();

        refused(() -> SchemaMigration.run(database), "HAPI FHIR's tables have version 99.0.0.20990101.1, and");

        assertThat(newestVersion()).isEqualTo(before);
    }

    private String newestVersion() {
        return sql.sql("select max(version) from flyway_schema_history")
                .query(String.class)
                .single();
    }

    @Test
    void aTaskThatHapiHasGivenUpIsNoNewerOne() {
        SchemaMigration.run(database);
        insertTask(9000, "5.0.0.20200101.99");

        assertThat(SchemaMigration.run(database)).isEmpty();
    }

    @Test
    void aTrailOfANewerPlatelinkIsRefused() {
        SchemaMigration.runTrail(database, "audit");
        sql.sql(
                        "insert into audit.flyway_schema_history values (900, '999', 'later', 'SQL', 'V999', 1, 'x', now(), 1, true)")
                .update();

        refused(() -> SchemaMigration.runTrail(database, "audit"), "its tables have version 999");
    }

    private static void refused(Runnable start, String fact) {
        assertThatExceptionOfType(StartUpRefused.class)
                .isThrownBy(start::run)
                .withMessageStartingWith("the database was brought up by a newer Platelink (" + fact)
                .withMessageEndingWith("as upgrade.md says.");
    }

    private void insertTask(int rank, String version) {
        sql.sql(
                        "insert into \"FLY_HFJ_MIGRATION\" values (?, ?, 'x', 'JDBC', 'HAPI FHIR', 1, 'x', now(), 0, true, null)")
                .params(rank, version)
                .update();
    }

    private int count(String table) {
        return sql.sql("select count(*) from " + table).query(Integer.class).single();
    }

    private List<String> tables() {
        return sql.sql("select schemaname || '.' || tablename from pg_tables")
                .query(String.class)
                .list();
    }

    private static DataSource empty() {
        String name = "schema_" + COUNT.incrementAndGet();
        JdbcClient.create(postgres.getPostgresDatabase())
                .sql("create database " + name)
                .update();
        return postgres.getDatabase("postgres", name);
    }
}
