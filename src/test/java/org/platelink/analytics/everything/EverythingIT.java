package org.platelink.analytics.everything;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.hl7.fhir.r4.model.ResearchSubject.ResearchSubjectStatus;
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
class EverythingIT {

    private static final String PATH = "/Patient/every-1/$everything";

    private final int port;
    private final FhirClient client;

    EverythingIT(@LocalServerPort int port) {
        this.port = port;
        client = FhirClient.at(port);
    }

    @BeforeAll
    void aSubject() {
        client.post(
                "",
                Labs.transaction(
                        Labs.participant("every-1"),
                        Labs.subject("every-1", ResearchSubjectStatus.SCREENING),
                        Labs.participant("every-2")));
        for (int day = 1; day <= 9; day++) {
            assertThat(client.post("/Observation", result("every-1", day)).status())
                    .isEqualTo(201);
        }
        assertThat(client.post("/Observation", result("every-2", 1)).status()).isEqualTo(201);
    }

    private static org.hl7.fhir.r4.model.Observation result(String subject, int day) {
        return Labs.platelets(subject, subject + "-" + day, "3" + day, "10*9/L", "2026-03-0" + day);
    }

    @Test
    void allOfOneParticipantIsThereAndNothingOfAnother() {
        List<BundleEntryComponent> all = pages(client, PATH + "?_count=1000");

        assertThat(matches(all)).hasSizeBetween(11, 12).allMatch(id -> !id.contains("every-2"));
        assertThat(matches(all).get(0)).isEqualTo("Patient/every-1");
        assertThat(all.stream()
                        .filter(entry -> entry.getSearch().getMode() == SearchEntryMode.INCLUDE)
                        .map(entry -> entry.getResource().fhirType() + "/"
                                + entry.getResource().getIdPart()))
                .contains("Organization/site-unknown", "ResearchStudy/NCT06813157");
    }

    @Test
    void itComesOnPagesThatStayAsTheyAre() {
        Bundle first = client.get(PATH + "?_count=3&_type=Observation").bundle();
        int total = first.getTotal();
        assertThat(total).isBetween(9, 10);
        assertThat(client.post("/Observation", Labs.alt("every-1", "every-between", "31", "2026-04-01"))
                        .status())
                .isEqualTo(201);
        List<String> ids = new ArrayList<>(matches(first.getEntry()));
        ids.addAll(matches(pages(client, next(first))));

        assertThat(ids).hasSize(total).doesNotHaveDuplicates();
    }

    @Test
    void timesAndTypesAreHeeded() {
        assertThat(matches(pages(client, PATH + "?_type=Observation&start=2026-03-03&end=2026-03-05")))
                .hasSize(3);
        assertThat(matches(pages(client, PATH + "?_type=Observation&start=2026-03-08")))
                .hasSizeBetween(2, 3);
        assertThat(matches(pages(client, PATH + "?end=2026-02-01")))
                .contains("Patient/every-1")
                .hasSize(2);
        assertThat(matches(pages(client, PATH + "?_type=Patient,ResearchSubject")))
                .hasSize(2);
        assertThat(matches(pages(client, PATH + "?_since=2000-01-01T00:00:00Z")))
                .hasSizeBetween(11, 12);
        assertThat(matches(pages(client, PATH + "?_since=2090-01-01T00:00:00Z")))
                .isEmpty();
    }

    @Test
    void aBodyOfParametersIsAsGood() {
        Answer answer = client.post(
                PATH,
                "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"_count\",\"valueInteger\":2},"
                        + "{\"name\":\"_type\",\"valueCode\":\"Observation\"},{\"name\":\"start\",\"valueDate\":\"2026-03-02\"},"
                        + "{\"name\":\"end\",\"valueDate\":\"2026-03-05\"}]}");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.bundle().getTotal()).isEqualTo(4);
        assertThat(matches(answer.bundle().getEntry())).hasSize(2);
    }

    @Test
    void aTokenGivesWhatItsScopesGrant() {
        FhirClient narrow = TwoSites.on(port).withScope("coordinator", "system/Patient.rs system/Observation.rs");

        List<BundleEntryComponent> all = pages(narrow, PATH + "?_count=1000");

        assertThat(matches(all)).allMatch(id -> id.startsWith("Patient/") || id.startsWith("Observation/"));
        assertThat(all)
                .anyMatch(entry -> entry.getSearch().getMode() == SearchEntryMode.OUTCOME
                        && FhirClient.json(entry.getResource()).contains("ResearchSubject"));
        assertThat(narrow.get(PATH + "?_type=Consent").status()).isEqualTo(403);
    }

    @Test
    void anotherSitesParticipantIsNotThereOnAnyPage() {
        TwoSites sites = TwoSites.on(port);
        Bundle first = client.get(PATH + "?_count=2").bundle();

        assertThat(sites.as("coordinator-b").get(PATH).status()).isEqualTo(404);
        assertThat(sites.as("coordinator-b").get(next(first)).status()).isIn(404, 410);
        assertThat(sites.as("ehr").get(next(first)).status()).isIn(401, 403, 410);
        assertThat(FhirClient.withoutToken(port).get(next(first)).status()).isIn(401, 410);
        assertThat(matches(pages(sites.as("analyst"), PATH + "?_count=1000"))).hasSizeBetween(11, 12);
        assertThat(sites.as("analyst").get("/Patient/site-b.acc-b/$everything").status())
                .isEqualTo(200);
    }

    @Test
    void theTrailNamesWhoseItIs() {
        assertThat(client.get(PATH + "?_count=2&_type=Observation").status()).isEqualTo(200);

        Bundle events = FhirClient.of(port, "operator")
                .get("/AuditEvent?entity=Patient/every-1&_count=200")
                .bundle();
        assertThat(events.getEntry().stream()
                        .flatMap(entry -> ((AuditEvent) entry.getResource()).getEntity().stream())
                        .filter(entity -> entity.hasQuery())
                        .map(entity -> new String(entity.getQuery(), StandardCharsets.UTF_8)))
                .anyMatch(query -> query.contains("$everything"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/Patient/$everything",
                PATH + "?_type=Organization",
                PATH + "?_type=Nonsense",
                PATH + "?start=yesterday",
                PATH + "?_since=x",
                PATH + "?_content=x",
                PATH + "?_count=-1",
            })
    void whatItCannotBeAskedIsRefusedInWords(String path) {
        Answer answer = client.get(path);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.outcome().getIssueFirstRep().getDiagnostics())
                .isNotBlank()
                .doesNotContain("HAPI");
    }

    private static String next(Bundle page) {
        return page.getLink(Bundle.LINK_NEXT).getUrl().replaceFirst(".*/fhir", "");
    }

    private static List<BundleEntryComponent> pages(FhirClient client, String path) {
        List<BundleEntryComponent> all = new ArrayList<>();
        String url = path;
        while (url != null) {
            Answer answer = client.get(url);
            assertThat(answer.status()).as(url + answer.body()).isEqualTo(200);
            all.addAll(answer.bundle().getEntry());
            url = answer.bundle().getLink(Bundle.LINK_NEXT) == null ? null : next(answer.bundle());
        }
        return all;
    }

    private static List<String> matches(List<BundleEntryComponent> entries) {
        return entries.stream()
                .filter(entry -> entry.getSearch().getMode() == SearchEntryMode.MATCH)
                .map(entry -> entry.getResource().fhirType() + "/"
                        + entry.getResource().getIdPart())
                .toList();
    }
}
