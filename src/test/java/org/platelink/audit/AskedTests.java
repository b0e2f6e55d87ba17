package org.platelink.audit;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.ResearchSubject.ResearchSubjectStatus;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.platelink.lab.Labs;

class AskedTests {

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
        assertThat(Asked.by("GET", address).entities().stream()
                        .filter(Entity::isPatient)
                        .map(Entity::reference)
                        .collect(Collectors.joining(";")))
                .isEqualTo(patients);
    }

    @Test
    void aTokenInTheAddressIsLeftOut() {
        assertThat(Asked.by("GET", "Patient?access_token=ey.J0&_id=1&client_assertion=ey")
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
