package org.platelink.security.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
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

/** Chains lead those who may to what they ask about, and nobody to another site. */
@ServerTest
@TestInstance(Lifecycle.PER_CLASS)
class ChainsIT {

    private final int port;
    private TwoSites sites;

    ChainsIT(@LocalServerPort int port) {
        this.port = port;
    }

    @BeforeAll
    void sites() {
        sites = TwoSites.on(port);
        Patient old = Labs.participant("chain-old");
        old.setBirthDateElement(new DateType("1950"));
        Patient young = Labs.participant("chain-young");
        young.setBirthDateElement(new DateType("1999"));
        Answer answer = sites.as("coordinator")
                .post(
                        "",
                        Labs.transaction(
                                old,
                                young,
                                Labs.platelets("chain-young", "chain-y", "27", "10*9/L", "2026-02-01"),
                                Labs.platelets("chain-old", "chain-o", "27", "10*9/L", "2026-02-01")));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/Observation?subject:identifier=https://platelink.org/synthetic|chain-old",
                "/Observation?patient.identifier=https://platelink.org/synthetic|chain-old",
                "/Observation?patient:identifier=https://platelink.org/synthetic|chain-old",
                "/Observation?subject:Patient.identifier=https://platelink.org/synthetic|chain-old",
                "/Observation?patient.gender:not=male&patient.birthdate=1950&identifier=https://hospital.example/lab|chain-o",
            })
    void leadToThePatientForWhoMay(String search) {
        for (String who : List.of("coordinator", "analyst")) {
            Answer answer = sites.as(who).get(search);
            assertThat(answer.status()).as(who + answer.body()).isEqualTo(200);
            assertThat(identifiers(answer.bundle())).as(who + search).containsExactly("chain-o");
        }
        for (String who : List.of("registry", "ehr", "operator", "anyone")) {
            assertThat(sites.as(who).get(search).status()).as(who + search).isIn(401, 403);
        }
    }

    /** Who names Patients is held to the site like who names none, and finds what is of its own among them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "subject=Patient/site-b.acc-b ! ",
                "patient=site-b.acc-b ! ",
                "subject=Patient/chain-old,Patient/site-b.acc-b ! chain-o",
                "patient=Patient/site-b.acc-b,Patient/chain-old ! chain-o",
                "subject=Patient/site-b.acc-b&subject=Patient/chain-old ! ",
                "subject=Patient/nobody,Patient/chain-old ! chain-o",
                "subject=Patient/chain-old ! chain-o",
                "patient=chain-old ! chain-o",
                "subject=Patient/chain-old&patient=chain-old,site-b.acc-b ! chain-o",
                "subject:missing=false&subject=Patient/site-b.acc-b ! ",
            })
    void namedPatientsAreHeldToTheSite(String named, String found) {
        assertThat(sites.as("analyst")
                        .get("/Observation?subject=Patient/site-b.acc-b")
                        .bundle()
                        .getEntry())
                .isNotEmpty();

        String[] expected = found == null ? new String[0] : new String[] {found};
        String search = "/Observation?" + named;
        assertThat(identifiers(sites.as("coordinator").get(search).bundle()))
                .as(named)
                .containsExactly(expected);
        assertThat(sites.as("coordinator")
                        .get(search + "&_summary=count")
                        .bundle()
                        .getTotal())
                .as(named)
                .isEqualTo(expected.length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/Observation?subject:identifier=https://platelink.org/synthetic|site-b.acc-b",
                "/Observation?patient.identifier=https://platelink.org/synthetic|site-b.acc-b",
                "/ResearchSubject?individual:identifier=https://platelink.org/synthetic|site-b.acc-b",
            })
    void leadToNoOtherSite(String search) {
        assertThat(sites.as("analyst").get(search).bundle().getEntry()).isNotEmpty();

        Bundle found = sites.as("coordinator").get(search).bundle();

        assertThat(found.getEntry()).isEmpty();
        assertThat(found.getTotal()).isZero();
        assertThat(sites.as("coordinator")
                        .get(search + "&_summary=count")
                        .bundle()
                        .getTotal())
                .isZero();
    }

    @Test
    void aTokenOfOneTypeIsNoWayToAnIdentifier() {
        FhirClient observations = sites.withScope("analyst", "system/Observation.rs");

        for (String name : List.of("subject:identifier", "patient.identifier")) {
            assertThat(observations
                            .get("/Observation?" + name + "=https://platelink.org/synthetic|chain-old")
                            .status())
                    .isEqualTo(403);
        }
        for (String sort : List.of("subject:Patient.birthdate", "-patient.birthdate")) {
            assertThat(observations.get("/Observation?_sort=" + sort).status()).isEqualTo(403);
        }
    }

    @Test
    void sortByWhatIsReferredTo() {
        String both = "/Observation?subject=Patient/chain-old,Patient/chain-young&_sort=";
        for (String who : List.of("coordinator", "analyst")) {
            for (String key : List.of("subject:Patient.birthdate", "patient.birthdate")) {
                assertThat(identifiers(sites.as(who).get(both + key).bundle())).containsExactly("chain-o", "chain-y");
                assertThat(identifiers(sites.as(who).get(both + "-" + key).bundle()))
                        .containsExactly("chain-y", "chain-o");
            }
            // No subject has died: what has no value to sort by is not lost.
            assertThat(identifiers(sites.as(who)
                            .get(both + "subject:Patient.death-date")
                            .bundle()))
                    .containsExactlyInAnyOrder("chain-o", "chain-y");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "subject.birthdate",
                "subject:Patient.organization.name",
                "subject:Group.identifier.x",
                "Patient:subject.birthdate"
            })
    void otherOrdersAreRefusedInWords(String key) {
        Answer answer = sites.as("coordinator").get("/Observation?_sort=" + key);

        assertThat(answer.status()).as(answer.body()).isEqualTo(403);
        assertThat(answer.issues()).contains("subject:Patient");
    }

    private static List<String> identifiers(Bundle bundle) {
        return bundle.getEntry().stream()
                .map(entry -> ((Observation) entry.getResource())
                        .getIdentifierFirstRep()
                        .getValue())
                .toList();
    }
}
