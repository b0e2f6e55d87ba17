package org.platelink.platform.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.platelink.GivenPostgres;
import org.platelink.OwnServers;
import org.platelink.ServerProcess;
import org.platelink.platform.schema.SchemaMigration;
import org.springframework.jdbc.core.simple.JdbcClient;

@OwnServers
class StartUpSentencesIT {

    @TempDir
    Path home;

    @Test
    void aTakenPortIsNamed() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = Integer.toString(other.getLocalPort());

            ServerProcess server = ServerProcess.start(Map.of("PLATELINK_HOME", home.toString(), "SERVER_PORT", port));

            assertRefusal(server, "port " + port + " is taken");
            assertThat(server.output()).as("it asks before it starts anything").doesNotContain("PostgreSQL");
        }
    }

    @Test
    void aPortThatIsNoneIsNamed() {
        ServerProcess server = ServerProcess.start(Map.of("PLATELINK_HOME", home.toString(), "SERVER_PORT", "80800"));

        assertRefusal(server, "SERVER_PORT must be the number of a port, from 1 to 65535");
    }

    @Test
    void aMisspeltSettingIsNamedBeforeAnythingIsStarted() {
        ServerProcess server = ServerProcess.start(
                Map.of("PLATELINK_HOME", home.toString(), "PLATELINK_LAB_MLLP_PEERS_LAB_A_CERTIFCATE", "x.pem"));

        assertRefusal(
                server,
                "there is no setting PLATELINK_LAB_MLLP_PEERS_LAB_A_CERTIFCATE; the nearest is"
                        + " PLATELINK_LAB_MLLP_PEERS_LAB_A_CERTIFICATE");
        assertThat(server.output()).doesNotContain("PostgreSQL").doesNotContain("x.pem");
    }

    @Test
    void aPortThatIsMisspeltIsNotTakenForOneThatIsForgotten() {
        Map<String, String> peer =
                Map.of("PLATELINK_HOME", home.toString(), "PLATELINK_LAB_MLLP_PEERS_LAB_A_SITE", "x");
        Map<String, String> misspelt = new HashMap<>(peer);
        misspelt.put("PLATELINK_LAB_MLLP_PROT", "2575");

        assertRefusal(
                ServerProcess.start(misspelt),
                "there is no setting PLATELINK_LAB_MLLP_PROT; the nearest is PLATELINK_LAB_MLLP_PORT");
        assertRefusal(ServerProcess.start(peer), "MLLP has settings and no port");
    }

    @Test
    void aValueThatCannotBeReadIsNamedAsItWasTyped() {
        ServerProcess server =
                ServerProcess.start(Map.of("PLATELINK_HOME", home.toString(), "PLATELINK_INTAKE_WAITING", "SYN-many"));

        assertRefusal(server, "PLATELINK_INTAKE_WAITING cannot be used as it stands; give a whole number");
        assertThat(server.output()).doesNotContain("SYN-many");
    }

    @Test
    void aDataFolderThatCannotBeWrittenIsNamed() throws IOException {
        Path file = Files.createFile(home.resolve("a-file"));

        ServerProcess server = ServerProcess.start(
                Map.of("PLATELINK_HOME", file.resolve("data").toString()));

        assertRefusal(server, "cannot be written");
    }

    @Test
    void aDataFolderInUseIsNamedAndItsServerLeftAlone() {
        Map<String, String> environment = Map.of("PLATELINK_HOME", home.toString());
        try (ServerProcess first = ServerProcess.startUntilReady(environment)) {
            ServerProcess second = ServerProcess.start(environment);

            assertRefusal(second, "is in use by another Platelink");
            assertThat(first.client().get("/metadata").status()).isEqualTo(200);
        }
        // It has made demo clients by now, whose keys lie beside it.
        ServerProcess beyond = ServerProcess.start(Map.of(
                "PLATELINK_HOME",
                home.toString(),
                "SERVER_ADDRESS",
                "0.0.0.0",
                "PLATELINK_URL",
                "https://fhir.example.org"));

        assertRefusal(
                beyond,
                "may not listen beyond this machine, or have a PLATELINK_URL for others, while the demo clients");
    }

    @Test
    void aDatabaseThatCannotBeReachedIsNamed() {
        String url = "jdbc:postgresql://127.0.0.1:" + ServerProcess.freePort() + "/platelink";

        ServerProcess server =
                ServerProcess.start(Map.of("PLATELINK_HOME", home.toString(), "SPRING_DATASOURCE_URL", url));

        assertRefusal(server, "the database cannot be used");
    }

    @Test
    void aGivenDatabaseByItsSuperuserIsRefused() throws IOException {
        try (EmbeddedPostgres given = EmbeddedPostgres.builder().start()) {
            ServerProcess server = ServerProcess.start(Map.of(
                    "PLATELINK_HOME",
                    home.toString(),
                    "SPRING_DATASOURCE_URL",
                    "jdbc:postgresql://127.0.0.1:" + given.getPort() + "/postgres",
                    "SPRING_DATASOURCE_USERNAME",
                    "postgres"));

            assertRefusal(server, "the role postgres may do anything in the given database");
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aDataFolderThatOthersMayUseIsNamed() throws IOException {
        Files.writeString(home.resolve("layout"), "2\n");
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-x---"));

        ServerProcess server = ServerProcess.start(Map.of("PLATELINK_HOME", home.toString()));

        assertRefusal(server, "which must be the server's alone; mend it by chmod -R go=");
    }

    @Test
    void anAddressBeyondThisMachineNeedsAUrl() {
        ServerProcess server =
                ServerProcess.start(Map.of("PLATELINK_HOME", home.toString(), "SERVER_ADDRESS", "0.0.0.0"));

        assertRefusal(server, "set PLATELINK_URL to the address at which clients reach it");
    }

    @Test
    void aDatabaseThatANewerVersionBroughtUpIsNamed() throws IOException {
        try (EmbeddedPostgres given = EmbeddedPostgres.builder().start()) {
            Map<String, String> settings = new HashMap<>(GivenPostgres.to(given, "postgres"));
            settings.put("PLATELINK_HOME", home.toString());
            DataSource server = given.getDatabase("platelink_server", "postgres");
            SchemaMigration.runOwn(server);
            JdbcClient.create(server)
                    .sql("insert into flyway_schema_history values"
                            + " (900, '999', 'later', 'SQL', 'V999__later.sql', 1, 'x', now(), 1, true)")
                    .update();

            assertRefusal(
                    ServerProcess.start(settings),
                    "the database was brought up by a newer Platelink (its tables have version 999");
        }
    }

    private static void assertRefusal(ServerProcess server, String sentence) {
        assertThat(server.exitCode()).isEqualTo(1);
        assertThat(server.lines())
                .filteredOn(line -> line.startsWith("Platelink did not start: "))
                .singleElement()
                .asString()
                .contains(sentence)
                .endsWith(".");
        assertThat(server.output()).doesNotContain("\tat ").doesNotContain("Exception");
    }
}
