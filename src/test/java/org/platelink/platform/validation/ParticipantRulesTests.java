package org.platelink.platform.validation;

import static org.assertj.core.api.Assertions.assertThat;

import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.laboratory.lab.Labs;

/** What lies just on this side of the rules on participants, and just beyond; more that is refused is in ig/refused. */
class ParticipantRulesTests {

    private static final String ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";

    private final Patient patient = Labs.participant("rules-1");

    @ParameterizedTest
    @ValueSource(strings = {"1984", "1984-03"})
    void aBirthDateWithoutADayIsTaken(String date) {
        patient.setBirthDateElement(new DateType(date));

        assertThat(GuideValidator.faults(patient)).isEmpty();
    }

    @Test
    void aBirthDateMayBeMasked() {
        DateType masked = new DateType();
        masked.addExtension(ABSENT, new CodeType("masked"));
        patient.setBirthDateElement(masked);

        assertThat(GuideValidator.faults(patient)).isEmpty();
    }

    @Test
    void aBirthTimeInAnExtensionOfTheDateIsRefused() {
        patient.getBirthDateElement()
                .addExtension(
                        "http://hl7.org/fhir/StructureDefinition/patient-birthTime",
                        new DateTimeType("1980-03-05T08:00:00+08:00"));

        assertThat(GuideValidator.faults(patient))
                .anySatisfy(fault -> assertThat(fault.sentence()).contains("participant-no-extensions"));
    }

    @Test
    void aDeathIsTakenAsAFactOrToTheMonth() {
        patient.setDeceased(new BooleanType(true));
        assertThat(GuideValidator.faults(patient)).isEmpty();

        patient.setDeceased(new DateTimeType("2026-03"));
        assertThat(GuideValidator.faults(patient)).isEmpty();
    }

    @Test
    void anIdentifierOfTheTypeAnonymousIsTaken() {
        patient.getIdentifierFirstRep()
                .getType()
                .addCoding()
                .setSystem("http://terminology.hl7.org/CodeSystem/v2-0203")
                .setCode("ANON");

        assertThat(GuideValidator.faults(patient)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"MR", "SS", "PI", "NI", "PPN", "DL", "MC"})
    void anIdentifierOfAnotherTypeIsRefused(String type) {
        patient.getIdentifierFirstRep()
                .getType()
                .addCoding()
                .setSystem("http://terminology.hl7.org/CodeSystem/v2-0203")
                .setCode(type);

        assertThat(GuideValidator.faults(patient)).singleElement().satisfies(fault -> assertThat(fault.sentence())
                .contains("linkage table")
                .contains("pseudonym-type"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://platelink.org.hospital.example/patients",
                "http://platelink.org/synthetic",
                "urn:oid:1.2.3"
            })
    void aSystemOfAnotherNamespaceIsRefused(String system) {
        patient.getIdentifierFirstRep().setSystem(system);

        assertThat(GuideValidator.faults(patient))
                .anySatisfy(fault -> assertThat(fault.sentence()).contains("pseudonym-system"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"urn:uuid:7d9b3f0e-6f5c-4a51-9a3e-3f1f6d1c2b10", "https://other.example/fhir/Organization/1"})
    void aSiteThatIsNotHereByIdIsRefused(String site) {
        patient.getManagingOrganization().setReference(site);

        assertThat(GuideValidator.faults(patient))
                .anySatisfy(fault -> assertThat(fault.sentence()).contains("participant-site"));
    }
}
