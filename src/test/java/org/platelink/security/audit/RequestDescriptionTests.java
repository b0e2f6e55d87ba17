package org.platelink.security.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import ca.uhn.fhir.context.FhirContext;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ResearchSubject.ResearchSubjectStatus;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.laboratory.lab.Labs;
import org.platelink.platform.server.RawResourceText;
import org.platelink.security.access.Caller;

class RequestDescriptionTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "Observation?subject=Patient/a-1 Patient/a-1",
                "Observation?subject=Patient%2Fa-1,Patient/a-2&code=x Patient/a-1;Patient/a-2",
                "Observation?patient=a-1,a-2 Patient/a-1;Patient/a-2",
                "Observation?subject:Patient=a-1 Patient/a-1",
                "Patient?_count=2&_id=a-1 Patient/a-1",
                "/fhir/Patient/a-1/_history Patient/a-1",
                "Observation?_id=a-1 ''",
                "Observation?code=http://loinc.org|777-3 ''",
                "ResearchStudy ''",
            })
    void namesThePatientsThatTheQuestionNames(String address, String patients) {
        assertThat(RequestDescription.by("GET", address).entities(null).stream()
                        .filter(Entity::isPatient)
                        .map(Entity::reference)
                        .collect(Collectors.joining(";")))
                .isEqualTo(patients);
    }

    @Test
    void paddingHidesNobody() {
        String padding = "x".repeat(20_000);
        List<Entity> entities = RequestDescription.by("GET", "Observation?note=" + padding + "&subject=Patient/a-1")
                .entities(null);

        assertThat(entities).extracting(Entity::reference).contains("Patient/a-1");
        assertThat(entities.get(0).query())
                .hasSizeLessThan(8_200)
                .matches("GET Observation\\?note=x+…\\[cut; 20041 characters, sha256 [0-9a-f]{64}]");
    }

    @Test
    void ofAnybodyLessIsKept() {
        Entity asked = RequestDescription.by("GET", "ResearchStudy?x=" + "y".repeat(900))
                .entities(Caller.PUBLIC)
                .get(0);

        assertThat(asked.query()).hasSizeLessThan(700).contains("[cut; 920 characters");
    }

    @Test
    void namesWithoutEndAreCounted() {
        String many =
                IntStream.range(0, 3_000).mapToObj(number -> "p-" + number).collect(Collectors.joining(","));
        List<Entity> entities =
                RequestDescription.by("GET", "Observation?patient=" + many).entities(null);

        assertThat(entities).filteredOn(Entity::isPatient).hasSize(1_000);
        assertThat(entities).extracting(Entity::name).contains("2000 more patients are named in the question");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?", "&", "?token", "Patient?", "&patient", "%", "Patient/"})
    void noAddressTakesLong(String piece) {
        assertTimeout(Duration.ofSeconds(5), () -> RequestDescription.by("GET", "Patient?" + piece.repeat(200_000))
                .entities(null));
    }

    @Test
    void anAnswerNamesThePatientsOfItsResourcesAsObjectsAndAsTexts() {
        NamedPatients patients = new NamedPatients(FhirContext.forR4Cached());
        Observation carrier = new Observation();
        RawResourceText.put(
                carrier,
                "\"note\":[{\"text\":\"\\\"reference\\\":\\\"Patient/none\"}],\"subject\":{\"reference\":\"Patient/a-3\"}");
        Bundle page = new Bundle();
        page.addEntry().setResource(Labs.platelets("a-1", "x", "27", "10*9/L", "2026-01-05"));
        page.addEntry().setResource(Labs.participant("a-2"));
        page.addEntry().setResource(carrier);
        Parameters answer = new Parameters();
        answer.addParameter().setName("return").setResource(page);
        answer.addParameter().addPart().setValue(new Reference("Patient/a-4"));

        assertThat(patients.in(answer))
                .containsExactlyInAnyOrder("Patient/a-1", "Patient/a-2", "Patient/a-3", "Patient/a-4");
        assertThat(patients.in(null)).isEmpty();
    }

    @Test
    void aTokenInTheAddressIsLeftOut() {
        assertThat(RequestDescription.by("GET", "Patient?access_token=ey.J0&_id=1&client_assertion=ey")
                        .text())
                .isEqualTo("GET Patient?access_token=&_id=1&client_assertion=");
    }

    @Test
    void aResourceNamesThePatientsOfItsCompartment() {
        NamedPatients patients = new NamedPatients(FhirContext.forR4Cached());
        Observation result = Labs.platelets("a-1", "x", "27", "10*9/L", "2026-01-05");
        result.addPerformer().setReference("Patient/a-2");
        DiagnosticReport report = Labs.report("a-1", "y", "2026-01-05");
        Organization hospital = new Organization();

        assertThat(of(patients, result)).containsExactlyInAnyOrder("Patient/a-1", "Patient/a-2");
        assertThat(of(patients, report)).containsExactly("Patient/a-1");
        assertThat(of(patients, Labs.participant("a-1"))).containsExactly("Patient/a-1");
        assertThat(of(patients, Labs.subject("a-1", ResearchSubjectStatus.SCREENING)))
                .containsExactly("Patient/a-1");
        assertThat(of(patients, hospital)).isEmpty();
    }

    private static Set<String> of(NamedPatients patients, Resource resource) {
        Set<String> named = new LinkedHashSet<>();
        patients.addTo(named, resource);
        return named;
    }
}
