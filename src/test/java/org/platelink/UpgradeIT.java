package org.platelink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.HashMap;
import java.util.Map;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.platelink.FhirClient.Answer;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * This jar on what an older one has kept. All persons are invented.
 *
 * <p>{@code before-migrations.zip} was made by {@link SavedServer} from the last server without migrations (commit
 * 86d5e86f, Hibernate's {@code hbm2ddl}), with {@code PLATELINK_SEARCH_SHARED} and on a PostgreSQL of its own, after
 * the steps of README's "Try it" (a subject, a blood count, her number linked, the same count and a correction in
 * HL7 v2), a search with two pages, {@code client add --id lab-a} and {@code user add l.chen}. Its keys are good for
 * nothing else.
 */
@OwnServers
class UpgradeIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The address that the saved server was told to have, for the clients' files name it. */
    private static final String ADDRESS = "http://localhost:18431";

    @TempDir
    private Path home;

    @Test
    void allThatWasKeptBeforeMigrationsIsFound() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start()) {
            try (Connection connection = postgres.getPostgresDatabase().getConnection();
                    InputStream saved = UpgradeIT.class.getResourceAsStream("before-migrations.zip")) {
                SavedServer.restore(saved, home, connection);
            }
            Map<String, String> settings = new HashMap<>(GivenPostgres.to(postgres, "postgres"));
            settings.put("PLATELINK_HOME", home.toString());
            settings.put("PLATELINK_URL", ADDRESS);
            settings.put("PLATELINK_SEARCH_SHARED", "true");
            try (ServerProcess server = ServerProcess.startUntilReady(settings)) {
                assertThat(server.output()).contains("schema     brought to version", "trail of 23 events");
                assertThat(server.output()).containsPattern("44 files, \\d+ new or changed and loaded");
                subjectAndResults(server.port());
                journal(server.port());
                clientsAndPeople(server.port(), JdbcClient.create(postgres.getPostgresDatabase()));
            }
        }
    }

    private static void subjectAndResults(int port) {
        FhirClient coordinator = FhirClient.of(port, "coordinator-demo");
        ResearchSubject subject = coordinator.get("/ResearchSubject/demo-001").as(ResearchSubject.class);
        assertThat(subject.getIndividual().getReference()).isEqualTo("Patient/demo-001");
        var page = FhirClient.of(port, "analyst-demo")
                .get("/Observation?subject=Patient/demo-001&_sort=code&_count=1")
                .bundle();
        assertThat(page.getTotal()).isEqualTo(2);
        String next = page.getLink("next").getUrl().replace(ADDRESS, "http://localhost:" + port);
        assertThat(FhirClient.of(port, "analyst-demo").get(next).bundle().getEntry())
                .singleElement()
                .satisfies(entry -> assertThat(entry.getResource()).isInstanceOf(Observation.class));
    }

    /** What was sent is read with the key of then, and the same message makes nothing twice. */
    private static void journal(int port) throws Exception {
        String messages = "http://localhost:" + port + "/intake/messages";
        FhirClient coordinator = FhirClient.of(port, "coordinator-demo");
        Answer sent = FhirClient.of(port, "ehr-demo")
                .send(
                        "POST",
                        "http://localhost:" + port + "/intake/hl7v2",
                        "application/hl7-v2",
                        Files.readString(Path.of("fhir-resources/examples/blood-count.hl7")));
        assertThat(sent.body()).contains("MSA|AA|SYN-20260302-1");

        JsonNode kept = JSON.readTree(coordinator.get(messages).body()).path("messages");
        assertThat(kept).hasSize(4);
        assertThat(kept.get(0).path("status").asText()).isEqualTo("duplicate");
        assertThat(kept.get(1).path("status").asText()).isEqualTo("applied");
        Answer text = coordinator.get(messages + "/" + kept.get(1).path("id").asText() + "/text");
        assertThat(text.status()).as(text.body()).isEqualTo(200);
        assertThat(text.body()).contains("SYN-20260302-2");
    }

    private static void clientsAndPeople(int port, JdbcClient database) {
        assertThat(FhirClient.of(port, "lab-a").get("/metadata").status()).isEqualTo(200);
        assertThat(Tokens.of(port, "lab-a")).isNotBlank();
        assertThat(database.sql("select name from access.user_account where login = 'l.chen'")
                        .query(String.class)
                        .single())
                .isEqualTo("L. Chen");
    }
}
