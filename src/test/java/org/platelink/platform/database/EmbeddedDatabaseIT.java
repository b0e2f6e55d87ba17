package org.platelink.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.platform.server.PrivateFiles;
import org.platelink.platform.server.StartUpRefused;

/** A neighbour of the server on its machine, and what ends its database. */
class EmbeddedDatabaseIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration SOON = Duration.ofSeconds(20);

    /** One for all: what runs is unpacked once. */
    @TempDir
    static Path home;

    private final CountDownLatch givenUp = new CountDownLatch(1);
    private EmbeddedDatabase database;

    @BeforeEach
    void start() throws IOException {
        start(PATIENCE);
    }

    private void start(Duration patience) throws IOException {
        database =
                EmbeddedDatabase.startIn(DataFolder.hold(home), DatabaseAddress.of(home), patience, givenUp::countDown);
    }

    @AfterEach
    void stop() throws IOException {
        database.close();
    }

    @Test
    void nobodyReachesItOverTheNetwork() throws Exception {
        assertThat(ask("show listen_addresses")).isEmpty();
        assertThat(ask("select count(*) from pg_hba_file_rules", Roles.SERVER)).isEqualTo("refused");
        assertThat(Files.readString(home.resolve("postgres/pg_hba.conf"))).doesNotContain("trust");
        assertThat(listeningOnTcp()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "platelink_server", "root"})
    void nobodyComesInWithoutAPassword(String role) {
        for (String password : new String[] {"", "postgres"}) {
            assertThatThrownBy(() -> DriverManager.getConnection(database.url(), role, password))
                    .isInstanceOf(SQLException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select pg_read_file('postgresql.conf')",
                "select pg_ls_dir('.')",
                "select lo_import('/etc/passwd')",
                "copy pg_class to program 'cat'",
                "copy pg_class to '/tmp/taken'",
                "create role neighbour superuser",
                "alter role platelink_server superuser",
                "set role postgres",
                "set session_replication_role = replica",
                "alter system set listen_addresses = '*'",
                "create function public.shell(text) returns int as 'libc.so.6', 'system' language c",
                "select rolpassword from pg_authid"
            })
    void noRoleOfTheServerIsMoreThanItMustBe(String attack) throws SQLException {
        for (String role : List.of(Roles.SERVER, Roles.AUDIT, Roles.TRAIL)) {
            assertThat(ask(attack, role)).as(role).isEqualTo("refused");
        }
    }

    @Test
    void noRoleBecomesTheOwnerOfTheTrail() throws SQLException {
        assertThat(ask("set role platelink_trail", Roles.SERVER)).isEqualTo("refused");
        assertThat(ask("set role platelink_trail", Roles.AUDIT)).isEqualTo("refused");
    }

    @Test
    void whateverItMakesIsItsUsersAlone() throws IOException {
        FolderModes.check(home, Files.getOwner(home));
        assertThat(home.resolve("run/.s.PGSQL.5432")).exists();
    }

    @Test
    void itsEnvironmentHasNoSecretsOfTheServer() throws Exception {
        long pid = pid();
        String environment = Files.readString(Path.of("/proc/" + pid + "/environ"));

        assertThat(environment.split("\0")).allSatisfy(variable -> assertThat(variable)
                .matches("(?s)(PATH|HOME|TZ|TMP\\w*|LANG|LC_\\w+|LD_LIBRARY_PATH)?(=.*)?" + "|PG\\w+=.*"));
    }

    @Test
    void itComesBackWhenItsFirstProcessIsKilled() throws Exception {
        execute("create table if not exists kept (word text)", "insert into kept values ('before')");
        long first = pid();
        // One that computes, and does not look whether its parent lives.
        Thread busy = new Thread(() -> {
            try {
                execute("select count(*) from generate_series(1, 1000000000) a where a % 7 = 8");
            } catch (SQLException ended) {
                // As it must.
            }
        });
        busy.start();

        ProcessHandle.of(first).orElseThrow().destroyForcibly();

        await().atMost(SOON).ignoreExceptions().until(() -> ask("select max(word) from kept")
                .equals("before"));
        assertThat(pid()).isNotEqualTo(first);
        assertThat(givenUp.getCount()).isEqualTo(1);
        busy.join(SOON.toMillis());
        assertThat(busy.isAlive()).as("what was asked of the old one ends").isFalse();
    }

    @Test
    void theServerGivesUpWhereItCannotComeBack() throws Exception {
        database.close();
        start(Duration.ofSeconds(2));
        Path control = home.resolve("postgres/global/pg_control");
        Path away = home.resolve("pg_control");
        Files.move(control, away);
        try {
            ProcessHandle.of(pid()).orElseThrow().destroyForcibly();

            assertThat(givenUp.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
            database.close();
            assertThatThrownBy(() -> start(PATIENCE))
                    .isInstanceOf(StartUpRefused.class)
                    .as("it quotes what PostgreSQL said")
                    .hasMessageContaining("could not open file")
                    .hasMessageContaining("pg_control");
        } finally {
            Files.move(away, control);
        }
        start(PATIENCE);
        assertThat(ask("select 1")).isEqualTo("1");
    }

    @Test
    void programsThatWereChangedDoNotRun() throws Exception {
        database.close();
        Path program;
        try (Stream<Path> all = Files.walk(home.resolve("postgres-binaries"))) {
            program = all.filter(file -> file.endsWith("bin/postgres"))
                    .findFirst()
                    .orElseThrow();
        }
        long whole = Files.size(program);
        Files.writeString(
                program, "#!/bin/sh\ntouch " + home.resolve("owned") + "\n", StandardOpenOption.TRUNCATE_EXISTING);
        PrivateFiles.make(program.resolveSibling("initdb.so"), new byte[0]);

        start(PATIENCE);

        assertThat(Files.size(program)).isEqualTo(whole);
        assertThat(program.resolveSibling("initdb.so")).doesNotExist();
        assertThat(home.resolve("owned")).doesNotExist();
    }

    @Test
    void passwordsThatAreLostAreMadeAnew() throws Exception {
        execute("create table if not exists outlives (word text)");
        database.close();
        Files.delete(home.resolve("keys/database.properties"));

        start(PATIENCE);

        assertThat(ask("select count(*) from outlives")).isEqualTo("0");
    }

    @Test
    void anOlderDatabaseWithOtherPasswordsIsTaken() throws Exception {
        Path keys = home.resolve("keys/database.properties");
        String before = Files.readString(keys);
        database.close();
        Files.delete(keys);
        start(PATIENCE);
        database.close();
        Files.writeString(keys, before);

        start(PATIENCE);

        assertThat(ask("select 1")).isEqualTo("1");
    }

    @Test
    void whereThereAreNoUnixSocketsItAsksForPasswordsOnTheLoopbackInterface() throws Exception {
        database.close();
        database = EmbeddedDatabase.startIn(
                DataFolder.hold(home), DatabaseAddress.loopback(), PATIENCE, givenUp::countDown);

        assertThat(database.url()).contains("127.0.0.1");
        assertThat(ask("select 1")).isEqualTo("1");
        assertThat(ask("show listen_addresses")).isEqualTo("127.0.0.1");
        nobodyComesInWithoutAPassword("postgres");
        nobodyComesInWithoutAPassword("platelink_server");
    }

    @Test
    void aToolReachesTheOneThatRuns() throws Exception {
        try (FolderDatabase tool = FolderDatabase.connect(home, Map.of());
                Statement statement = tool.connection().createStatement();
                ResultSet row = statement.executeQuery("select current_user")) {
            row.next();
            assertThat(row.getString(1)).isEqualTo("platelink_server");
        }
    }

    private long pid() throws IOException {
        return Long.parseLong(Files.readAllLines(home.resolve("postgres/postmaster.pid"))
                .get(0)
                .trim());
    }

    /** The ports on which a process of ours listens, as Linux tells them. */
    private List<String> listeningOnTcp() throws Exception {
        String ports = new String(
                new ProcessBuilder("ss", "-Hltnp").start().getInputStream().readAllBytes());
        return ports.lines()
                .filter(line -> line.contains("pid=" + pidOrNone() + ","))
                .toList();
    }

    private long pidOrNone() {
        try {
            return pid();
        } catch (IOException gone) {
            return -1;
        }
    }

    private String ask(String sql) throws SQLException {
        return ask(sql, Roles.SERVER);
    }

    private String ask(String sql, String role) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.url(), role, database.password(role));
                Statement statement = connection.createStatement()) {
            return statement.execute(sql) ? first(statement) : "done";
        } catch (SQLException refused) {
            // Insufficient privilege, or a rule that only a superuser may break.
            if (List.of("42501", "42704").contains(refused.getSQLState())) {
                return "refused";
            }
            throw refused;
        }
    }

    private static String first(Statement statement) throws SQLException {
        try (ResultSet row = statement.getResultSet()) {
            row.next();
            return row.getString(1);
        }
    }

    private void execute(String... commands) throws SQLException {
        for (String command : commands) {
            ask(command);
        }
    }
}
