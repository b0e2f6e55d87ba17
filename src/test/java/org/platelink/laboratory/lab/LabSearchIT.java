package org.platelink.laboratory.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.ResearchSubject.ResearchSubjectStatus;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServerTest
@TestInstance(Lifecycle.PER_CLASS)
class LabSearchIT {

    private final FhirClient client;

    LabSearchIT(@LocalServerPort int port) {
        client = FhirClient.at(port);
    }

    @BeforeAll
    void results() {
        accepted(Labs.transaction(
                Labs.participant("search-1"),
                Labs.participant("search-2"),
                Labs.subject("search-1", ResearchSubjectStatus.SCREENING),
                Labs.subject("search-2", ResearchSubjectStatus.WITHDRAWN)));
        accepted(Labs.transaction(
                Labs.platelets("search-1", "s-1", "12", "10*9/L", "2026-01-05T09:00:00+08:00"),
                Labs.platelets("search-1", "s-2", "29", "10*3/uL", "2026-01-12T09:00:00+08:00"),
                Labs.platelets("search-1", "s-3", "29500", "/uL", "2026-01-19T09:00:00+08:00"),
                Labs.platelets("search-1", "s-4", "30", "10*9/L", "2026-01-26T09:00:00+08:00"),
                Labs.platelets("search-1", "s-5", "31000", "/uL", "2026-02-02T09:00:00+08:00"),
                Labs.platelets("search-2", "s-6", "110", "10*9/L", "2026-01-05T09:00:00+08:00"),
                Labs.alt("search-1", "s-7", "130", "2026-01-05T09:00:00+08:00"),
                Labs.alt("search-1", "s-8", "130", "2025-06-05T09:00:00+08:00"),
                Labs.alt("search-2", "s-9", "20", "2026-01-05T09:00:00+08:00")));
    }

    @Test
    void thePlateletSeriesOfOneSubjectInOrder() {
        Bundle series = client.get("/Observation?subject=Patient/search-1&code=http://loinc.org|777-3&_sort=date")
                .bundle();

        assertThat(identifiers(series)).containsExactly("s-1", "s-2", "s-3", "s-4", "s-5");
    }

    @Test
    void plateletsBelowThirtyWhateverTheUnit() {
        Bundle low = client.get("/Observation?code=http://loinc.org|777-3&subject=Patient/search-1,Patient/search-2"
                        + "&value-quantity=lt30|http://unitsofmeasure.org|10*9/L")
                .bundle();

        assertThat(identifiers(low)).containsExactlyInAnyOrder("s-1", "s-2", "s-3");
    }

    @Test
    void aHighAltSinceADateWithItsSubject() {
        Bundle high = client.get(
                        "/Observation?code=http://loinc.org|1742-6&subject=Patient/search-1,Patient/search-2"
                                + "&value-quantity=gt120|http://unitsofmeasure.org|U/L&date=ge2026-01-01&_include=Observation:subject")
                .bundle();

        assertThat(high.getEntry())
                .extracting(entry -> entry.getSearch().getMode().toCode())
                .containsExactly("match", "include");
        assertThat(high.getEntry().get(1).getResource().getIdPart()).isEqualTo("search-1");
    }

    @Test
    void subjectsOfTheStudyByStatus() {
        Bundle withdrawn = client.get("/ResearchSubject?study=ResearchStudy/NCT06813157&status=withdrawn")
                .bundle();

        assertThat(withdrawn.getEntry())
                .extracting(entry -> entry.getResource().getIdPart())
                .contains("search-2")
                .doesNotContain("search-1");
    }

    @Test
    void theLastPlateletCount() {
        Bundle last = client.get("/Observation/$lastn?subject=Patient/search-1&code=http://loinc.org|777-3&max=1")
                .bundle();

        assertThat(identifiers(last)).containsExactly("s-5");
    }

    @Test
    void theLastOfMoreResultsThanAPageHas() {
        accepted(Labs.transaction(Labs.participant("search-many")));
        Observation[] counts = IntStream.rangeClosed(10, 70)
                .mapToObj(value -> Labs.platelets(
                        "search-many",
                        "many-" + value,
                        String.valueOf(value),
                        "10*9/L",
                        "2026-0" + value / 10 + "-1" + value % 10))
                .toArray(Observation[]::new);
        accepted(Labs.transaction(counts));

        Bundle last = client.get("/Observation/$lastn?subject=Patient/search-many&max=1")
                .bundle();

        assertThat(identifiers(last)).containsExactly("many-70");
    }

    @Test
    void aCountWithoutTheResults() {
        Bundle count = client.get("/Observation?subject=Patient/search-1&_summary=count")
                .bundle();

        assertThat(count.getTotal()).isEqualTo(7);
        assertThat(count.getEntry()).isEmpty();
    }

    @Test
    void aResultIsFoundTheMomentItsWriteIsAnswered() {
        accepted(Labs.transaction(Labs.participant("search-3")));
        for (int i = 1; i <= 20; i++) {
            accepted(Labs.transaction(
                    Labs.platelets("search-3", "now-" + i, Integer.toString(i), "10*9/L", "2026-01-05")));

            assertThat(client.get("/Observation?subject=Patient/search-3&_summary=count")
                            .bundle()
                            .getTotal())
                    .isEqualTo(i);
            assertThat(client.get("/Observation?subject=Patient/search-3&_count=50")
                            .bundle()
                            .getEntry())
                    .hasSize(i);
        }
    }

    @Test
    void pagingToTheEndWhileResultsArriveHasNoDuplicateAndNoGap() {
        accepted(Labs.transaction(Labs.participant("search-4")));
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String identifier = "page-%02d".formatted(i);
            accepted(Labs.transaction(Labs.platelets("search-4", identifier, "40", "10*9/L", "2026-01-05")));
            expected.add(identifier);
        }
        List<String> seen = new ArrayList<>();
        Bundle page = client.get("/Observation?subject=Patient/search-4&_sort=-date&_count=7")
                .bundle();
        for (int arrived = 0; page != null; arrived++) {
            seen.addAll(identifiers(page));
            accepted(Labs.transaction(
                    Labs.platelets("search-4", "late-" + arrived, "40", "10*9/L", "2026-02-05"),
                    Labs.platelets("search-4", "early-" + arrived, "40", "10*9/L", "2025-02-05")));
            page = page.getLink("next") == null
                    ? null
                    : client.get(page.getLink("next").getUrl()).bundle();
        }

        assertThat(seen).hasSameSizeAs(new HashSet<>(seen)).containsAll(expected);
    }

    @Test
    void aSearchWithMoreResultsThanItsFirstPagesHoldIsReadToTheEndToo() {
        accepted(Labs.transaction(Labs.participant("search-5")));
        List<String> expected = new ArrayList<>();
        for (int bundle = 0; bundle < 5; bundle++) {
            Observation[] results = new Observation[50];
            for (int i = 0; i < results.length; i++) {
                String identifier = "many-%d-%02d".formatted(bundle, i);
                results[i] = Labs.platelets("search-5", identifier, "40", "10*9/L", "2026-01-05");
                expected.add(identifier);
            }
            accepted(Labs.transaction(results));
        }
        List<String> seen = new ArrayList<>();
        Bundle page = client.get("/Observation?subject=Patient/search-5&_include=Observation:subject&_count=30")
                .bundle();
        while (true) {
            seen.addAll(identifiers(page));
            assertThat(page.getEntry()).anyMatch(entry -> entry.getResource() instanceof Patient);
            if (page.getLink("next") == null) {
                break;
            }
            page = client.get(page.getLink("next").getUrl()).bundle();
        }

        assertThat(seen).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(page.getTotal()).isEqualTo(250);
    }

    @Test
    void aPageOfASearchThatIsNotHeldAnyMoreIsGone() {
        Answer answer = client.get("?_getpages=00000000-0000-0000-0000-000000000000&_getpagesoffset=20&_count=20");

        assertThat(answer.status()).isEqualTo(410);
        assertThat(answer.outcome().getIssueFirstRep().getDiagnostics()).isNotBlank();
    }

    @Test
    void theStudyByConditionPhaseAndRecruitment() {
        assertThat(studies("condition=http://snomed.info/sct|32273002")).isPositive();
        assertThat(studies("phase=n-a")).isPositive();
        assertThat(studies("phase=phase-3")).isZero();
        assertThat(studies("recruitment=recruiting")).isPositive();
        assertThat(studies("recruitment=completed")).isZero();
    }

    private int studies(String criteria) {
        Answer answer = client.get("/ResearchStudy?" + criteria + "&_summary=count");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.bundle().getTotal();
    }

    private void accepted(Bundle bundle) {
        Answer answer = client.post("", bundle);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private static List<String> identifiers(Bundle bundle) {
        return bundle.getEntry().stream()
                .filter(entry -> entry.getResource() instanceof Observation)
                .map(entry -> ((Observation) entry.getResource())
                        .getIdentifierFirstRep()
                        .getValue())
                .toList();
    }
}
