package org.platelink.platform.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.platelink.laboratory.lab.Labs;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A parameter without a value is refused by its name, and nothing is found as if it were not there. */
@ServerTest
@TestInstance(Lifecycle.PER_CLASS)
class EmptyValuesIT {

    private final FhirClient client;
    private final FhirClient analyst;

    EmptyValuesIT(@LocalServerPort int port) {
        client = FhirClient.at(port);
        analyst = FhirClient.of(port, "analyst-demo");
    }

    @BeforeAll
    void aResult() {
        Answer answer = client.post(
                "",
                Labs.transaction(
                        Labs.participant("empty-1"),
                        Labs.platelets("empty-1", "empty-result", "27", "10*9/L", "2026-02-01")));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "date=",
                "date",
                "date=%20",
                "date=,",
                "date=2026-02,",
                "date=,2026-02",
                "date=2026-02,,2026-03",
                "date=gt",
                "identifier=",
                "identifier=%7C",
                "identifier=empty-result,",
                "code=",
                "code:not=",
                "code:in=",
                "status:missing=",
                "value-quantity=",
                "value-quantity=gt",
                "value-quantity=%7C%7C",
                "value-string=",
                "value-string:contains=",
                "code-value-quantity=",
                "subject:Patient=",
                "subject:Patient.birthdate=",
                "patient.identifier=",
                "subject:identifier=",
                "_has:DiagnosticReport:result:status=",
                "_id=",
                "_lastUpdated=",
                "_lastUpdated=gt",
                "_tag=",
                "_profile=",
                "_source=",
                "_sort=",
                "_sort=date,",
                "_count=",
                "_include=",
                "_revinclude=",
                "_summary=",
                "_elements=",
                "_total=",
                "_format=",
            })
    void aSearchIsRefusedThatHasNoValue(String query) {
        String name = query.replaceFirst("=.*", "");
        String search = "/Observation?subject=Patient/empty-1&" + query;

        Answer answer = client.get(search);
        Answer posted = client.send(
                "POST",
                "/Observation/_search",
                "application/x-www-form-urlencoded",
                "subject=Patient/empty-1&" + query);

        for (Answer one : new Answer[] {answer, posted}) {
            assertThat(one.status()).as(one.body()).isEqualTo(400);
            assertThat(one.issues()).contains(name);
        }
    }

    @Test
    void itsOwnSubjectTooMayNotBeLeftOut() {
        Answer answer = client.get("/Observation?subject=");

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.issues()).contains(" subject ").contains("has no value");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/Patient/empty-1?_format=",
                "/Patient/empty-1?_summary=",
                "/Patient/empty-1/_history?_since=",
                "/Patient/empty-1/_history?_count=",
                "/Observation/$lastn?subject=Patient/empty-1&code=",
                "/Patient/empty-1/$everything?_since=",
                "/ValueSet/$expand?url=",
                "/metadata?_format=",
                "/StructureDefinition?url=",
                "/ResearchStudy?title=",
            })
    void anyRequestIs(String path) {
        Answer answer = client.get(path);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.issues()).contains(path.replaceFirst("^.*[?&](.*)=$", "$1"));
    }

    @ParameterizedTest
    @CsvSource({"_typeFilter=", "_type=", "_since=", "_elements="})
    void anExportIs(String parameter) {
        Answer answer = analyst.get("/$export?" + parameter, "Prefer", "respond-async");

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.issues()).contains(parameter.replace("=", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"date=", "date=2026-02,"})
    void anEntryAndAFilterAre(String query) {
        Bundle batch = new Bundle().setType(Bundle.BundleType.BATCH);
        batch.addEntry()
                .getRequest()
                .setMethod(Bundle.HTTPVerb.GET)
                .setUrl("Observation?subject=Patient/empty-1&" + query);
        Answer entry = client.post("", batch);
        Answer filter = analyst.get(
                "/$export?_type=Observation&_typeFilter="
                        + URLEncoder.encode("Observation?" + query, StandardCharsets.UTF_8),
                "Prefer",
                "respond-async");

        assertThat(entry.bundle().getEntryFirstRep().getResponse().getStatus())
                .as(entry.body())
                .startsWith("400");
        assertThat(filter.status()).as(filter.body()).isEqualTo(400);
        assertThat(filter.issues()).contains(" date ").contains("has no value");
    }

    @Test
    void whoPrefersItGetsTheRestAndIsTold() {
        Answer answer =
                client.get("/Observation?subject=Patient/empty-1&date=&code:not=", "Prefer", "handling=lenient");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.bundle().getEntry().stream()
                        .filter(entry -> entry.getSearch().getMode() == SearchEntryMode.MATCH))
                .hasSize(1);
        assertThat(answer.bundle().getEntry().stream()
                        .filter(entry -> entry.getSearch().getMode() == SearchEntryMode.OUTCOME)
                        .map(BundleEntryComponent::getResource)
                        .map(OperationOutcome.class::cast)
                        .flatMap(outcome -> outcome.getIssue().stream())
                        .map(issue -> issue.getDiagnostics()))
                .hasSize(2)
                .anyMatch(text -> text.contains("The parameter date has no value"))
                .anyMatch(text -> text.contains("The parameter code:not has no value"));
        assertThat(client.get("/Observation?subject=Patient/empty-1&date=2026-02,", "Prefer", "handling=lenient")
                        .status())
                .isEqualTo(400);
    }
}
