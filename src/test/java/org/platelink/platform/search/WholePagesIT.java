package org.platelink.platform.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Patient;
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
import org.springframework.boot.test.web.server.LocalServerPort;

/** What a page lacks it says, and every page of a search has the form that was asked for. */
@ServerTest
@TestInstance(Lifecycle.PER_CLASS)
class WholePagesIT {

    private static final int RESULTS = 1100;
    private static final int MOST_INCLUDED = 1000;

    private final FhirClient client;
    private final FhirClient analyst;

    WholePagesIT(@LocalServerPort int port) {
        client = FhirClient.at(port);
        analyst = FhirClient.of(port, "analyst-demo");
    }

    @BeforeAll
    void results() {
        accepted(Labs.transaction(Labs.participant("whole-1"), Labs.participant("whole-2")));
        for (int from = 0; from < RESULTS; from += 100) {
            accepted(Labs.transaction(IntStream.range(from, from + 100)
                    .mapToObj(i -> Labs.platelets("whole-1", "whole-" + i, "40", "10*9/L", "2026-01-05"))
                    .toArray(Observation[]::new)));
        }
        accepted(Labs.transaction(Labs.platelets("whole-2", "whole-other", "40", "10*9/L", "2026-01-05")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&_total=accurate", "&_pretty=true", "&_format=xml", "&_offset=0"})
    void saysThatNotAllIsIncluded(String more) {
        String search = "/Patient?_id=whole-1&_revinclude=Observation:subject" + more;
        Answer answer = analyst.get(search);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        if (more.contains("xml")) {
            assertThat(answer.body()).contains("<mode value=\"outcome\"/>").contains("incomplete");
            return;
        }
        Bundle bundle = answer.bundle();
        assertThat(with(bundle, SearchEntryMode.MATCH)).isEqualTo(1);
        assertThat(with(bundle, SearchEntryMode.INCLUDE)).isEqualTo(MOST_INCLUDED);
        BundleEntryComponent last = bundle.getEntry().get(bundle.getEntry().size() - 1);
        assertThat(last.getSearch().getMode()).isEqualTo(SearchEntryMode.OUTCOME);
        OperationOutcome outcome = (OperationOutcome) last.getResource();
        assertThat(outcome.getIssueFirstRep().getCode()).isEqualTo(OperationOutcome.IssueType.INCOMPLETE);
        if (more.isEmpty()) {
            assertThat(outcome.getIssueFirstRep().getDiagnostics())
                    .contains("_revinclude=Observation:subject")
                    .contains("Observation?subject=Patient/whole-1");
        }
    }

    @Test
    void theRestIsFoundAsItSays() {
        assertThat(client.get("/Observation?subject=Patient/whole-1&_summary=count")
                        .bundle()
                        .getTotal())
                .isEqualTo(RESULTS);
    }

    @Test
    void severalIncludesBeyondTheNumberAreNoFault() {
        Answer answer =
                analyst.get("/Patient?_id=whole-1&_revinclude=Observation:subject&_revinclude=Observation:patient"
                        + "&_revinclude:iterate=DiagnosticReport:result&_include=Patient:organization");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(with(answer.bundle(), SearchEntryMode.OUTCOME)).isEqualTo(1);
    }

    @Test
    void saysNothingWhereAllIsIncluded() {
        Bundle bundle = analyst.get(
                        "/Patient?_id=whole-2&_revinclude=Observation:subject&_revinclude=Observation:patient")
                .bundle();

        assertThat(with(bundle, SearchEntryMode.INCLUDE)).isEqualTo(1);
        assertThat(with(bundle, SearchEntryMode.OUTCOME)).isZero();
    }

    @Test
    void anAccurateTotalIsThereFromTheFirstPageOn() {
        Bundle first = client.get("/Observation?subject=Patient/whole-1&_total=accurate&_count=30")
                .bundle();

        assertThat(first.getTotal()).isEqualTo(RESULTS);
        assertThat(first.getEntry()).hasSize(30);
        assertThat(client.get(first.getLink("next").getUrl()).bundle().getTotal())
                .isEqualTo(RESULTS);
    }

    @Test
    void aTargetTypeOfAnIncludeIsHeeded() {
        Bundle bundle = client.get("/Observation?subject=Patient/whole-2&_include=Observation:subject:Patient")
                .bundle();

        assertThat(with(bundle, SearchEntryMode.INCLUDE)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"_summary=true", "_summary=text", "_summary=data", "_elements=status"})
    void everyPageHasTheSameForm(String part) {
        Answer page = client.get("/Observation?subject=Patient/whole-1&_count=3&_include=Observation:subject&" + part);
        for (int i = 0; i < 3; i++) {
            assertThat(page.status()).as(page.body()).isEqualTo(200);
            Bundle bundle = page.bundle();
            assertThat(bundle.getMeta().getTag()).isEmpty();
            for (BundleEntryComponent entry : bundle.getEntry()) {
                boolean whole = part.equals("_summary=data")
                        || part.equals("_elements=status") && entry.getResource() instanceof Patient;
                assertThat(isSubsetted(entry)).as(part + ", page " + i).isEqualTo(!whole);
                if (entry.getResource() instanceof Observation result) {
                    assertThat(result.hasIdentifier())
                            .as(page.body())
                            .isEqualTo(part.equals("_summary=true") || part.equals("_summary=data"));
                }
            }
            page = client.get(bundle.getLink("next").getUrl());
        }
    }

    @Test
    void aCountIsNoPart() {
        assertThat(client.get("/Observation?subject=Patient/whole-1&_summary=count")
                        .body())
                .doesNotContain("SUBSETTED");
        assertThat(client.get("/Observation?nonsense=1&_summary=true").body())
                .contains("OperationOutcome")
                .doesNotContain("SUBSETTED");
    }

    @Test
    void aPartThatIsPutBackIsRefused() {
        for (String part : List.of("_summary=true", "_elements=status,code,subject,category,effective,value")) {
            Answer read = client.get("/Observation?identifier=https://hospital.example/lab|whole-other&" + part);
            Observation result = (Observation) read.bundle().getEntryFirstRep().getResource();

            Answer answer = client.put("/Observation/" + result.getIdPart(), result);

            assertThat(answer.status()).as(answer.body()).isEqualTo(422);
            assertThat(answer.issues()).contains("Observation.meta.tag[").contains("SUBSETTED");
            assertThat(client.get("/Observation/" + result.getIdPart())
                            .as(Observation.class)
                            .getMeta()
                            .getVersionId())
                    .isEqualTo("1");
        }
    }

    private static boolean isSubsetted(BundleEntryComponent entry) {
        return entry.getResource().getMeta().getTag().stream().anyMatch(tag -> "SUBSETTED".equals(tag.getCode()));
    }

    private static long with(Bundle bundle, SearchEntryMode mode) {
        return bundle.getEntry().stream()
                .filter(entry -> entry.getSearch().getMode() == mode)
                .count();
    }

    private void accepted(Bundle bundle) {
        Answer answer = client.post("", bundle);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }
}
