package org.platelink.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.platelink.OwnServers;

/**
 * The data folder of a server from the time when the database trusted everybody on the machine, and the superuser
 * owned it all.
 */
@OwnServers
class DatabaseBeforeRolesIT {

    @Test
    void itIsTakenOverWithAllThatItKeeps(@TempDir Path parent) throws Exception {
        // A path that no socket can have, too.
        Path home = Files.createDirectories(
                parent.resolve("a folder, whose name is much longer than that of any Unix socket may be/".repeat(2)));
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
        before(home);

        EmbeddedDatabase database = EmbeddedDatabase.startIn(
                DataFolder.hold(home), DatabaseAddress.of(home), Duration.ofMinutes(1), () -> {});
        try (database;
                Connection server =
                        DriverManager.getConnection(database.url(), Roles.SERVER, database.password(Roles.SERVER))) {
            assertThat(ask(server, "select word from linkage.kept")).isEqualTo("kept");
            assertThat(ask(server, "insert into linkage.kept (word) values ('new') returning id"))
                    .isEqualTo("2");
            assertThat(ask(server, "alter table hfj_resource add column more int"))
                    .isEqualTo("none");
            assertThat(ask(server, "select convert_from(lo_get(loid), 'UTF8') from hfj_resource"))
                    .isEqualTo("large");
            assertThat(ask(server, "select lo_unlink(loid) from hfj_resource")).isEqualTo("1");
            assertThat(ask(server, "create schema more")).isEqualTo("none");
            assertThat(ask(server, "select count(*) from audit.trail"))
                    .as("the operator's tool can verify it before the server has started")
                    .isEqualTo("0");
            assertThat(ask(server, "drop table audit.trail")).isEqualTo("42501");
            assertThat(ask(
                            server,
                            "select count(*) from pg_class where relowner = 10 and relnamespace ="
                                    + " any(array['public', 'audit', 'linkage']::regnamespace[])"))
                    .isEqualTo("0");
            assertThat(home.resolve("postgres-binaries/PG-0123456789")).doesNotExist();
            assertThat(database.url()).doesNotContain("longer");
            FolderModes.check(home, Files.getOwner(home));
        }
        assertThat(Path.of("/tmp")
                        .toFile()
                        .list((folder, name) -> name.startsWith("platelink-") && !name.contains("keytool")))
                .as("a socket's folder outside of the data folder goes with the database")
                .noneMatch(name -> Files.exists(Path.of("/tmp", name, ".s.PGSQL.5432")));
    }

    /** As the server made it before: everybody's programs, a port, and trust. */
    private static void before(Path home) throws IOException, SQLException {
        Path programs = Files.createDirectories(home.resolve("postgres-binaries/PG-0123456789/bin"));
        Files.setPosixFilePermissions(home.resolve("postgres-binaries"), PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.createFile(programs.resolve("postgres"));
        try (EmbeddedPostgres old = EmbeddedPostgres.builder()
                        .setDataDirectory(home.resolve("postgres"))
                        .setCleanDataDirectory(false)
                        .start();
                Connection superuser = old.getPostgresDatabase().getConnection();
                Statement statement = superuser.createStatement()) {
            statement.execute(
                    """
                    create table hfj_resource (loid oid);
                    create sequence seq_resource_id;
                    insert into hfj_resource values (lo_from_bytea(0, 'large'));
                    create view seen as select * from hfj_resource;
                    create schema linkage;
                    create table linkage.kept (id bigint generated always as identity primary key, word text);
                    insert into linkage.kept (word) values ('kept');
                    create schema audit;
                    create table audit.trail (seq bigint primary key);
                    create function audit.refuse() returns int language sql as 'select 1'
                    """);
        }
    }

    /** What the first row says; else the state of the error, or that there was nothing. */
    private static String ask(Connection connection, String sql) {
        try (Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "none";
            }
            try (ResultSet row = statement.getResultSet()) {
                return row.next() ? row.getString(1) : "no row";
            }
        } catch (SQLException refused) {
            return refused.getSQLState();
        }
    }
}
