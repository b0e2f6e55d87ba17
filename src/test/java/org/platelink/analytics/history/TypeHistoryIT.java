package org.platelink.analytics.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Observation;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.platelink.laboratory.lab.Labs;
import org.platelink.security.access.TwoSites;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServerTest
@TestInstance(Lifecycle.PER_CLASS)
class TypeHistoryIT {

    private final int port;
    private final FhirClient client;
    private Instant begun;
    private Instant between;

    TypeHistoryIT(@LocalServerPort int port) {
        this.port = port;
        client = FhirClient.at(port);
    }

    /** Three results of two versions each. */
    @BeforeAll
    void versions() {
        client.post("", Labs.transaction(Labs.participant("versions-1")));
        begun = write("versions-a", "30");
        write("versions-b", "30");
        between = write("versions-c", "30");
        for (String id : List.of("versions-a", "versions-b", "versions-c")) {
            write(id, "31");
        }
    }

    private Instant write(String id, String value) {
        Observation result = Labs.platelets("versions-1", id, value, "10*9/L", "2026-03-05");
        result.setId(id);
        Answer written = client.put("/Observation/" + id, result);
        assertThat(written.status()).as(written.body()).isBetween(200, 201);
        return written.as(Observation.class).getMeta().getLastUpdated().toInstant();
    }

    @Test
    void theVersionsOfATypeAreThereNewestFirst() {
        Answer answer = client.get("/Observation/_history?_since=" + begun);
        Bundle history = answer.bundle();

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(history.getType()).isEqualTo(BundleType.HISTORY);
        assertThat(history.getTotal()).isGreaterThanOrEqualTo(6);
        assertThat(own(history))
                .startsWith("versions-c/2", "versions-b/2", "versions-a/2")
                .hasSize(6);
        assertThat(history.getEntry()).allMatch(entry -> entry.hasRequest() && entry.hasResponse());
        assertThat(history.getEntry())
                .extracting(entry -> entry.getResource().getMeta().getLastUpdated())
                .isSortedAccordingTo((one, other) -> other.compareTo(one));
    }

    @Test
    void thePagesStayAsTheyAreWhileOthersWrite() {
        Bundle page =
                client.get("/Observation/_history?_count=2&_since=" + begun).bundle();
        int total = page.getTotal();
        List<String> seen = new ArrayList<>(all(page));
        for (int i = 0; page.getLink(Bundle.LINK_NEXT) != null; i++) {
            write("versions-new-" + i + "-" + System.nanoTime(), "33");
            page = client.get(page.getLink(Bundle.LINK_NEXT).getUrl().replaceFirst(".*/fhir", ""))
                    .bundle();
            assertThat(page.getTotal()).isEqualTo(total);
            seen.addAll(all(page));
        }
        assertThat(seen).hasSize(total).doesNotHaveDuplicates();
    }

    @Test
    void theTotalIsTrueAtOnce() {
        String path = "/Observation/_history?_summary=count&_since=" + begun;
        int before = client.get(path).bundle().getTotal();
        write("versions-d-" + System.nanoTime(), "30");

        assertThat(client.get(path).bundle().getTotal()).isEqualTo(before + 1);
        String one = "/Observation/versions-a/_history?_summary=count";
        int versions = client.get(one).bundle().getTotal();
        write("versions-a", "3" + versions + ".5");
        assertThat(client.get(one).bundle().getTotal()).isEqualTo(versions + 1);
    }

    @Test
    void atATimeThatIsCurrentThen() {
        List<String> then = own(
                client.get("/Observation/_history?_count=1000&_at=" + between).bundle());

        assertThat(then)
                .contains("versions-a/1", "versions-b/1", "versions-c/1")
                .doesNotContain("versions-b/2");
        assertThat(own(client.get("/Observation/versions-b/_history?_at=" + between)
                        .bundle()))
                .containsExactly("versions-b/1");
        assertThat(client.get("/Observation/_history?_at=2001-01-01").bundle().getTotal())
                .isZero();
    }

    @Test
    void aSiteSeesItsOwnAndAnAnalystAll() {
        TwoSites sites = TwoSites.on(port);

        assertThat(sites.as("coordinator-b")
                        .get("/Observation/_history?_count=1000")
                        .body())
                .contains("site-b.acc-b")
                .doesNotContain("versions-1", "acc-a\"");
        assertThat(client.get("/Observation/_history?_count=1000").body()).doesNotContain("site-b.acc-b");
        assertThat(client.get("/Patient/_history?_count=1000").body()).doesNotContain("site-b.acc-b");
        assertThat(sites.as("analyst").get("/Patient/_history?_count=1000").body())
                .contains("site-b.acc-b", "versions-1");
        Bundle first = client.get("/Observation/_history?_count=1").bundle();
        String next = first.getLink(Bundle.LINK_NEXT).getUrl().replaceFirst(".*/fhir", "");
        assertThat(sites.as("coordinator-b").get(next).body()).doesNotContain("versions-1");
        assertThat(sites.as("ehr").get(next).status()).isEqualTo(403);
        assertThat(FhirClient.withoutToken(port).get(next).status()).isEqualTo(401);
        assertThat(FhirClient.withoutToken(port)
                        .get("/ResearchStudy/_history")
                        .bundle()
                        .getTotal())
                .isPositive();
    }

    @Test
    void theTrailNamesWhoseTheVersionsAre() {
        client.get("/Observation/_history?_count=1&_since=" + begun);

        assertThat(FhirClient.of(port, "operator")
                        .get("/AuditEvent?entity=Patient/versions-1&_count=300")
                        .body())
                .contains("history-type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"_since=x", "_at=gt2026", "_at=nonsense", "_list=1", "_sort=x", "status=final"})
    void whatItCannotBeAskedIsRefusedInWords(String question) {
        Answer answer = client.get("/Observation/_history?" + question);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.outcome().getIssueFirstRep().getDiagnostics())
                .isNotBlank()
                .doesNotContain("HAPI");
    }

    private static List<String> all(Bundle history) {
        return history.getEntry().stream()
                .map(entry -> entry.getResource().getIdElement().getIdPart() + "/"
                        + entry.getResource().getMeta().getVersionId())
                .toList();
    }

    private static List<String> own(Bundle history) {
        return all(history).stream()
                .filter(version -> version.matches("versions-[abc]/[12]"))
                .toList();
    }
}
