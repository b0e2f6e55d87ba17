package org.platelink.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.platelink.GivenPostgres;
import org.platelink.OwnServers;
import org.platelink.ServerProcess;

/** What one start stored the next one finds, on either kind of database. */
@OwnServers
class RestartIT {

    private static final String PATIENT =
            """
            {"resourceType":"Patient","id":"kept","gender":"unknown",
             "managingOrganization":{"reference":"Organization/site-unknown"},
             "meta":{"tag":[{"system":"https://platelink.org/synthetic","code":"synthetic"}]},
             "identifier":[{"system":"https://platelink.org/synthetic","value":"kept"}]}
            """;

    @Test
    void theEmbeddedDatabaseKeepsWhatItWasTold(@TempDir Path home) {
        assertKept(Map.of("PLATELINK_HOME", home.toString()));

        assertThat(home.resolve("postgres/postmaster.pid")).doesNotExist();
    }

    /** The configuration of {@code docker/compose.yaml}, on a PostgreSQL that is a process of its own. */
    @Test
    void theSameJarRunsOnAGivenPostgres(@TempDir Path home) throws IOException {
        try (EmbeddedPostgres given = EmbeddedPostgres.builder().start()) {
            Map<String, String> environment = new HashMap<>(GivenPostgres.to(given, "postgres"));
            environment.put("PLATELINK_HOME", home.toString());
            assertKept(environment);
        }

        assertThat(home.resolve("postgres")).doesNotExist();
    }

    private static void assertKept(Map<String, String> environment) {
        int studies;
        try (ServerProcess first = ServerProcess.startUntilReady(environment)) {
            assertThat(first.client().put("/Patient/kept", PATIENT).status()).isEqualTo(201);
            studies = first.client()
                    .get("/PlanDefinition/msc-itp-protocol/_history?_summary=count")
                    .bundle()
                    .getTotal();
        }
        try (ServerProcess second = ServerProcess.startWholeUntilReady(environment)) {
            assertThat(second.client().get("/Patient/kept").status()).isEqualTo(200);
            assertThat(second.client()
                            .get("/PlanDefinition/msc-itp-protocol/_history?_summary=count")
                            .bundle()
                            .getTotal())
                    .as("the study is not loaded twice")
                    .isEqualTo(studies);
            assertThat(second.output()).contains("none changed");
        }
    }
}
