package org.platelink.platform.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.ResearchSubject.ResearchSubjectStatus;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.platelink.laboratory.lab.Labs;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A search with several parameters finds what fits all of them, each once, whatever tables it is answered from. */
@ServerTest
@TestInstance(Lifecycle.PER_CLASS)
class SeveralParametersIT {

    private final FhirClient client;

    SeveralParametersIT(@LocalServerPort int port) {
        client = FhirClient.at(port);
    }

    @BeforeAll
    void results() {
        Observation alt = Labs.alt("several-1", "several-r-alt", "60", "2026-01-07T08:00:00+08:00");
        // Two codes of one list: a search for both must not find it twice.
        Observation coded = Labs.platelets("several-1", "several-r-45", "45", "10*9/L", "2026-01-06T08:00:00+08:00");
        coded.getCode().addCoding().setSystem("https://hospital.example/lab").setCode("PLT");
        assertThat(client.post(
                                "",
                                Labs.transaction(
                                        Labs.participant("several-1"),
                                        Labs.subject("several-1", ResearchSubjectStatus.SCREENING),
                                        Labs.participant("several-2"),
                                        Labs.subject("several-2", ResearchSubjectStatus.WITHDRAWN),
                                        Labs.platelets(
                                                "several-1",
                                                "several-r-12",
                                                "12",
                                                "10*9/L",
                                                "2026-01-05T08:00:00+08:00"),
                                        coded,
                                        alt,
                                        Labs.platelets(
                                                "several-2",
                                                "several-r-7",
                                                "7",
                                                "10*9/L",
                                                "2026-01-05T08:00:00+08:00")))
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "subject=Patient/several-1&_sort=date ! several-r-12 several-r-45 several-r-alt",
                "subject=Patient/several-1&_sort=-date ! several-r-alt several-r-45 several-r-12",
                "subject=Patient/several-1&code=http://loinc.org|777-3&_sort=date ! several-r-12 several-r-45",
                "subject=Patient/several-1&code=777-3&_sort=-date ! several-r-45 several-r-12",
                "patient=several-1&subject=Patient/several-1&_sort=date ! several-r-12 several-r-45 several-r-alt",
                "patient=several-1&subject=Patient/several-2 ! ~",
                "subject=Patient/several-1,Patient/several-2&code=777-3&_sort=-date,identifier ! several-r-45 several-r-12 several-r-7",
                "subject=Patient/several-1&code=http://loinc.org|777-3,https://hospital.example/lab|PLT&_sort=date ! several-r-12 several-r-45",
                "subject=Patient/several-1&code=777-3&code=PLT ! several-r-45",
                "subject=Patient/several-1&code:not=http://loinc.org|777-3 ! several-r-alt",
                "code:not=http://loinc.org|777-3&subject=Patient/several-1&_sort=date ! several-r-alt",
                "subject=Patient/several-1&value-quantity=lt30|http://unitsofmeasure.org|10*9/L ! several-r-12",
                "value-quantity=lt30&subject=Patient/several-1&_sort=date ! several-r-12",
                "subject=Patient/several-1&date=ge2026-01-06&date=lt2026-01-07 ! several-r-45",
                "subject=Patient/several-1&data-absent-reason:missing=true&_sort=date ! several-r-12 several-r-45 several-r-alt",
                "data-absent-reason:missing=false&subject=Patient/several-1 ! ~",
                "encounter:missing=true&subject=Patient/several-1&status=final&_sort=date ! several-r-12 several-r-45 several-r-alt",
                "subject=Patient/several-1&_lastUpdated=ge2026-01-01&code=1742-6 ! several-r-alt",
                "subject=Patient/several-1&_lastUpdated=lt2020-01-01 ! ~",
                "identifier=https://hospital.example/lab|several-r-12&code=1742-6 ! ~",
                "identifier=https://hospital.example/lab|several-r-12&code=777-3&status=final&category=laboratory ! several-r-12",
                "subject:Patient.gender=female&subject:Patient.identifier=https://platelink.org/synthetic|several-2 ! several-r-7",
                "subject=Patient/several-1&_tag=https://platelink.org/synthetic|synthetic&code=777-3&_sort=date ! several-r-12 several-r-45",
            })
    void whatFitsAll(String query, String expected) {
        List<String> wanted = expected.equals("~") ? List.of() : List.of(expected.split(" "));
        assertThat(found(query)).containsExactlyElementsOf(wanted);
    }

    @Test
    void theIdIsAParameterLikeAnyOther() {
        String id = client.get("/Observation?identifier=https://hospital.example/lab%7Cseveral-r-12")
                .bundle()
                .getEntryFirstRep()
                .getResource()
                .getIdElement()
                .getIdPart();
        assertThat(found("_id=" + id + "&code=777-3")).containsExactly("several-r-12");
        assertThat(found("_id=" + id + "&code=1742-6")).isEmpty();
        assertThat(found("code=777-3&_id=" + id + "&_sort=date")).containsExactly("several-r-12");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "subject=Patient/several-1&code=777-3 ! 2",
                "subject=Patient/several-1&code=http://loinc.org|777-3,https://hospital.example/lab|PLT ! 2",
                "subject=Patient/several-1&code:not=777-3 ! 1",
                "code=777-3&subject=Patient/several-1&value-quantity=gt30 ! 1",
            })
    void eachIsCountedOnce(String query, int expected) {
        assertThat(answered("/Observation?_summary=count&" + query).bundle().getTotal())
                .isEqualTo(expected);
        assertThat(answered("/Observation?_total=accurate&_count=1&" + query)
                        .bundle()
                        .getTotal())
                .isEqualTo(expected);
    }

    @Test
    void whoHasAResult() {
        String synthetic =
                "&identifier=https://platelink.org/synthetic%7Cseveral-1,https://platelink.org/synthetic%7Cseveral-2";
        assertThat(patients("gender=female&_has:Observation:patient:code=1742-6" + synthetic))
                .containsExactly("several-1");
        assertThat(patients("gender=male&_has:Observation:patient:code=1742-6" + synthetic))
                .isEmpty();
        assertThat(patients("gender=female&_sort=identifier" + synthetic)).containsExactly("several-1", "several-2");
    }

    private List<String> found(String query) {
        return answered("/Observation?" + query).bundle().getEntry().stream()
                .map(entry -> ((Observation) entry.getResource()).getIdentifierFirstRep())
                .map(identifier -> Objects.requireNonNull(identifier.getValue()))
                .toList();
    }

    private List<String> patients(String query) {
        return answered("/Patient?" + query).bundle().getEntry().stream()
                .map(entry -> entry.getResource().getIdElement().getIdPart())
                .toList();
    }

    private Answer answered(String query) {
        Answer answer = client.get(query.replace("|", "%7C"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }
}
