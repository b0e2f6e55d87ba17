package org.platelink.laboratory.intake.hl7;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.platelink.FhirClient;
import org.platelink.OwnServers;
import org.platelink.ServerProcess;
import org.platelink.laboratory.intake.Messages;

/**
 * A feed of results while the server is killed three times, once while messages come and twice while they are
 * applied: each message is applied once.
 */
@OwnServers
class KilledIntakeIT {

    private static final int QUEUES = 4;
    private static final int ORDERS = 60;
    private static final int KILLS = 3;
    private static final int MOST_BEFORE_A_KILL = 25;
    private static final List<String> PATIENTS = List.of("SYN-K1", "SYN-K2", "SYN-K3", "SYN-K4");

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final Feed feed = new Feed(PATIENTS, ORDERS, random);
    private ServerProcess server;

    @AfterEach
    void stopTheServer() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void everyAcknowledgedMessageIsAppliedOnceWheneverTheServerIsKilled(@TempDir Path home) throws Exception {
        int port = ServerProcess.freePort();
        Map<String, String> environment =
                Map.of("PLATELINK_HOME", home.toString(), "SERVER_PORT", Integer.toString(port));
        Messages laboratory = new Messages(port);
        server = ServerProcess.startUntilReady(environment);
        PATIENTS.forEach(laboratory::participant);
        Engine engine = new Engine(laboratory, feed.messages(), QUEUES);
        engine.awaitAcknowledged(1 + random.nextInt(MOST_BEFORE_A_KILL));
        killAndStartAgain(environment);
        for (int kill = 2; kill <= KILLS; kill++) {
            int decided = 1 + random.nextInt(MOST_BEFORE_A_KILL);
            Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> decidedByTheServer() >= decided);
            killAndStartAgain(environment);
        }
        Map<Feed.FeedMessage, String> acknowledged = engine.awaitAll();
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> journal(laboratory, "received")
                .isEmpty());

        Set<String> applied = journalHasEachOnce(laboratory, acknowledged, engine.again());
        storeHasTheNewest(FhirClient.of(port, "analyst-demo"), applied);
    }

    private void killAndStartAgain(Map<String, String> environment) {
        server.kill();
        server = ServerProcess.startUntilReady(environment);
    }

    /** How many messages it has applied or superseded since it was started. */
    private long decidedByTheServer() {
        return server.lines().stream()
                .filter(line -> line.matches(".* message .* (applied|superseded) .*"))
                .count();
    }

    private Set<String> journalHasEachOnce(Messages laboratory, Map<Feed.FeedMessage, String> acknowledged, int again) {
        Map<String, JsonNode> all = journal(laboratory, null);
        Map<String, JsonNode> firsts = new HashMap<>(all);
        firsts.values().removeIf(message -> message.has("duplicateOf"));
        assertThat(acknowledged).as(run()).hasSize(feed.messages().size());
        assertThat(acknowledged.values().stream().map(id -> Engine.first(all.get(id))))
                .as(run())
                .containsExactlyInAnyOrderElementsOf(firsts.keySet());
        assertThat(firsts.values()).as(run()).allSatisfy(message -> assertThat(
                        message.path("status").asText())
                .isIn("applied", "superseded"));
        assertThat(again).as("the kills cut nothing off; %s", run()).isPositive();
        acknowledged.forEach((sent, id) -> assertThat(laboratory.text(id)).isEqualTo(sent.text()));
        return firsts.values().stream()
                .filter(message -> message.path("status").asText().equals("applied"))
                .map(message -> message.path("id").asText())
                .collect(Collectors.toSet());
    }

    private void storeHasTheNewest(FhirClient analyst, Set<String> applied) {
        Map<String, Map<String, String>> found = new HashMap<>();
        Set<String> brought = new HashSet<>();
        int results = 0;
        for (String patient : PATIENTS) {
            String ofPatient = "?_count=50&subject=Patient/" + patient.toLowerCase(Locale.ROOT);
            Map<String, Observation> stored = new HashMap<>();
            for (Resource one : all(analyst, "/Observation" + ofPatient)) {
                stored.put(one.getIdElement().getIdPart(), (Observation) one);
                brought.addAll(versionsFit(analyst, (Observation) one));
            }
            results += stored.size();
            for (Resource one : all(analyst, "/DiagnosticReport" + ofPatient)) {
                DiagnosticReport report = (DiagnosticReport) one;
                found.put(report.getIdentifierFirstRep().getValue(), values(report, stored));
            }
        }
        assertThat(results).as(run()).isEqualTo(ORDERS * 3);
        assertThat(found)
                .as(run())
                .isEqualTo(feed.orders().stream().collect(Collectors.toMap(order -> order, feed::lastOf)));
        assertThat(brought)
                .as("what was applied is in the store, and nothing else; %s", run())
                .isEqualTo(applied);
    }

    private static Map<String, String> values(DiagnosticReport report, Map<String, Observation> stored) {
        return report.getResult().stream()
                .map(result -> stored.get(result.getReferenceElement().getIdPart()))
                .collect(Collectors.toMap(
                        one -> one.getCode().getCodingFirstRep().getCode(),
                        one -> one.getValueQuantity().getValueElement().getValueAsString()));
    }

    /**
     * Each version came with a message of its own, and none is older than the one before; the messages are the
     * answer.
     */
    private Set<String> versionsFit(FhirClient analyst, Observation result) {
        String id = result.getIdElement().getIdPart();
        List<String> sources = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (Resource one : all(analyst, "/Observation/" + id + "/_history")) {
            sources.add(one.getMeta().getSource().replaceFirst("urn:uuid:", "").replaceFirst("#.*", ""));
            values.add(
                    0, ((Observation) one).getValueQuantity().getValueElement().getValueAsString());
        }
        assertThat(sources).as(run()).doesNotHaveDuplicates();
        assertThat(result.getMeta().getVersionId()).as(run()).isEqualTo(Integer.toString(sources.size()));
        assertThat(values).as(run()).isSorted().doesNotHaveDuplicates();
        assertThat(all(analyst, "/Provenance?target=Observation/" + id))
                .as(run())
                .hasSameSizeAs(sources);
        return Set.copyOf(sources);
    }

    private static List<Resource> all(FhirClient client, String path) {
        List<Resource> found = new ArrayList<>();
        String page = path;
        while (page != null) {
            Bundle bundle = client.get(page).bundle();
            bundle.getEntry().forEach(entry -> found.add(entry.getResource()));
            page = bundle.getLink(Bundle.LINK_NEXT) == null
                    ? null
                    : bundle.getLink(Bundle.LINK_NEXT).getUrl();
        }
        return found;
    }

    /** What the journal has of a fate, or of all, by id. */
    private static Map<String, JsonNode> journal(Messages laboratory, String fate) {
        Map<String, JsonNode> found = new HashMap<>();
        String before = "";
        JsonNode page;
        do {
            page = laboratory.get("/intake/messages?_count=500" + (fate == null ? "" : "&status=" + fate) + before);
            page.path("messages").forEach(one -> found.put(one.path("id").asText(), one));
            before = "&before=" + page.path("earliest").asText();
        } while (page.has("earliest"));
        return found;
    }

    private String run() {
        return "the run of seed " + seed;
    }
}
