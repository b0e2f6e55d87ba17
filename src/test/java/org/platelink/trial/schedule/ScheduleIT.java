package org.platelink.trial.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CarePlan.CarePlanStatus;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationAdministration.MedicationAdministrationStatus;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.junit.jupiter.api.Test;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A subject's schedule over HTTP, from what is really recorded. */
@ServerTest
class ScheduleIT {

    private final int port;
    private final FhirClient coordinator;
    private final FhirClient analyst;

    ScheduleIT(@LocalServerPort int port) {
        this.port = port;
        this.coordinator = FhirClient.at(port);
        this.analyst = FhirClient.of(port, "analyst-demo");
    }

    @Test
    void countsFromTheDatesThatReallyHappened() {
        Visits subject = Visits.of(coordinator, "schedule-1", "2026-01-05T09:00:00+08:00");
        subject.visit("v1-screening", "2026-01-05");
        subject.visit("v2-baseline", "2026-01-19");
        subject.eligible("2026-01-20");
        subject.infusion("infusion-1", "2026-01-26T10:00:00+08:00");
        // Day 8 at the site, and still day 7 where it is written down in UTC.
        subject.infusion("infusion-2", "2026-02-02T23:30:00Z");
        subject.infusion("infusion-3", "2026-02-20");

        assertThat(subject.table("2026-02-25"))
                .isEqualTo(
                        """
                        v1-screening in-window - -..2026-01-19 2026-01-05 -
                        v2-baseline in-window - -..2026-01-26 2026-01-19 -
                        infusion-1 in-window 2026-01-26 -..- 2026-01-26 0
                        infusion-2 in-window 2026-02-02 2026-02-01..2026-02-03 2026-02-03 1
                        infusion-3 in-window 2026-02-17 2026-02-14..2026-02-20 2026-02-20 3
                        infusion-4 planned 2026-03-06 2026-03-03..2026-03-09 - -
                        infusion-5 planned 2026-03-20 2026-03-14..2026-03-26 - -
                        fu-d14 planned 2026-04-03 -..- - -
                        fu-m1 planned 2026-04-20 -..- - -
                        fu-m2 planned 2026-05-20 -..- - -
                        fu-m3 planned 2026-06-20 -..- - -
                        fu-m6 planned 2026-09-20 -..- - -
                        fu-m9 planned 2026-12-20 -..- - -
                        fu-m12 planned 2027-03-20 -..- - -
                        early-withdrawal not-applicable - -..- - -""");
    }

    @Test
    void movesTheSubjectWithItsInfusionsAndWhatHangsOnThem() {
        Visits subject = Visits.of(coordinator, "schedule-2", "2025-06-02").eligible("2025-06-10");
        String first = subject.infusion("infusion-1", "2025-06-16");
        assertThat(status(subject)).isEqualTo("on-study-intervention");
        subject.infusion("infusion-2", "2025-06-23");
        subject.infusion("infusion-3", "2025-07-07");
        subject.infusion("infusion-4", "2025-07-21");
        String last = subject.infusion("infusion-5", "2025-08-04");
        assertThat(status(subject)).isEqualTo("follow-up");
        assertThat(subject.table("2025-08-05")).contains("fu-m6 planned 2026-02-04");

        MedicationAdministration amended =
                coordinator.get("/MedicationAdministration/" + last).as(MedicationAdministration.class);
        amended.setEffective(new DateTimeType("2025-08-31"));
        assertThat(coordinator.put("/MedicationAdministration/" + last, amended).status())
                .isEqualTo(200);

        assertThat(subject.table("2025-09-01"))
                .contains("infusion-5 late 2025-08-04 2025-08-01..2025-08-07 2025-08-31 27")
                .contains("fu-m6 planned 2026-02-28");
        assertThat(analyst.get("/ResearchSubject?follow-up-began=2025-08-31&_id=" + subject.subject())
                        .bundle()
                        .getTotal())
                .isEqualTo(1);
        assertThat(analyst.get("/ResearchSubject?on-study-intervention-began=2025-06-16&_id=" + subject.subject())
                        .bundle()
                        .getTotal())
                .isEqualTo(1);
        assertThat(analyst.get("/MedicationAdministration?planned-visit=infusion-1&subject=Patient/"
                                + subject.patient())
                        .bundle()
                        .getEntryFirstRep()
                        .getResource()
                        .getIdElement()
                        .getIdPart())
                .isEqualTo(first);
    }

    @Test
    void takesAnInfusionThatWasNotGivenBack() {
        Visits subject = Visits.of(coordinator, "schedule-3", "2025-06-02").eligible("2025-06-10");
        String first = subject.infusion("infusion-1", "2025-06-16");
        MedicationAdministration wrong =
                coordinator.get("/MedicationAdministration/" + first).as(MedicationAdministration.class);
        wrong.setStatus(MedicationAdministrationStatus.ENTEREDINERROR);

        assertThat(coordinator.put("/MedicationAdministration/" + first, wrong).status())
                .isEqualTo(200);

        assertThat(status(subject)).isEqualTo("eligible");
        assertThat(subject.table("2025-07-01")).contains("infusion-1 planned - -..- - -");
    }

    @Test
    void countsInfusionsThatNameNoVisitByTheirDates() {
        Visits subject = Visits.of(coordinator, "schedule-4", "2025-06-02").eligible("2025-06-10");
        for (String date : new String[] {"2025-06-23", "2025-06-16"}) {
            MedicationAdministration dose = subject.dose("infusion-1", date);
            dose.getExtension().clear();
            dose.getMeta().addProfile("https://platelink.org/ig/msc-itp/StructureDefinition/infusion-given");
            Visits.id(coordinator.post("/MedicationAdministration", dose));
        }
        MedicationAdministration other = subject.dose("infusion-1", "2025-06-20");
        other.getExtension().clear();
        Visits.id(coordinator.post("/MedicationAdministration", other));

        assertThat(subject.table("2025-07-01"))
                .contains("infusion-1 in-window 2025-06-16 -..- 2025-06-16 0")
                .contains("infusion-2 in-window 2025-06-23 2025-06-22..2025-06-24 2025-06-23 0")
                .contains("infusion-3 planned 2025-07-07 2025-07-04..2025-07-10 - -");
    }

    @Test
    void isNotApplicableAfterWithdrawal() {
        Visits subject = Visits.of(coordinator, "schedule-5", "2025-06-02").eligible("2025-06-10");
        subject.visit("v1-screening", "2025-06-02");
        subject.visit("v2-baseline", "2025-06-09");
        subject.infusion("infusion-1", "2025-06-16");
        assertThat(subject.transition("withdrawn", "2025-06-20").status()).isEqualTo(200);

        CarePlan plan = subject.schedule("asOf=2025-07-01").as(CarePlan.class);

        assertThat(plan.getStatus()).isEqualTo(CarePlanStatus.REVOKED);
        assertThat(subject.table("2025-07-01"))
                .contains("infusion-2 not-applicable 2025-06-23", "fu-m12 not-applicable")
                .doesNotContain("missed", " due ");
        assertThat(subject.table("2025-06-18")).contains("infusion-2 planned");
    }

    @Test
    void saysTheSameByApply() {
        Visits subject = Visits.of(coordinator, "schedule-6", "2025-06-02").eligible("2025-06-10");
        subject.infusion("infusion-1", "2025-06-16");

        Answer applied =
                coordinator.get("/PlanDefinition/msc-itp-protocol/$apply?subject=Patient/" + subject.patient());

        assertThat(applied.status()).as(applied.body()).isEqualTo(200);
        assertThat(applied.body()).isEqualTo(subject.schedule().body());
        assertThat(coordinator
                        .get("/PlanDefinition/visit-infusion/$apply?subject=Patient/" + subject.patient())
                        .issues())
                .contains("The subject is in no study whose protocol is PlanDefinition/visit-infusion.");
        assertThat(coordinator
                        .get("/PlanDefinition/msc-itp-protocol/$apply?subject=Patient/" + subject.patient()
                                + "&practitioner=Practitioner/1")
                        .issues())
                .contains("The parameter practitioner is not supported here");
    }

    @Test
    void followsTheGuide() {
        Visits subject = Visits.of(coordinator, "schedule-7", "2025-06-02").eligible("2025-06-10");
        subject.infusion("infusion-1", "2025-06-16");

        CarePlan plan = subject.schedule().as(CarePlan.class);

        assertThat(org.platelink.platform.validation.GuideFaults.of(plan)).isEmpty();
    }

    @Test
    void findsTheLabsOfAVisitByItsDays() {
        Visits subject = Visits.of(coordinator, "schedule-8", "2025-06-02").eligible("2025-06-10");
        subject.infusion("infusion-1", "2025-06-16");
        subject.infusion("infusion-2", "2025-06-23");
        FhirClient hospital = FhirClient.of(port, "ehr-demo");
        String visit = subject.visit("infusion-2", "2025-06-23");
        for (String[] count : new String[][] {{"21", "2025-06-20"}, {"22", "2025-06-22"}, {"24", "2025-06-24"}}) {
            assertThat(hospital.post("/Observation", subject.platelets(count[0], count[1]))
                            .status())
                    .isEqualTo(201);
        }
        Observation named = subject.platelets("29", "2025-06-29");
        named.setEncounter(new Reference("Encounter/" + visit));
        assertThat(hospital.post("/Observation", named).status()).isEqualTo(201);

        Bundle found = coordinator
                .get("/ResearchSubject/" + subject.subject()
                        + "/$visit-labs?visit=infusion-2&code=http://loinc.org|777-3")
                .bundle();

        assertThat(found.getEntry())
                .extracting(entry -> ((Observation) entry.getResource())
                        .getValueQuantity()
                        .getValue()
                        .intValue())
                .containsExactly(22, 24, 29);
    }

    @Test
    void showsASubjectToItsSiteAlone() {
        Visits subject = Visits.of(coordinator, "schedule-9", "2025-06-02");

        assertThat(analyst.get("/ResearchSubject/" + subject.subject() + "/$schedule")
                        .status())
                .isEqualTo(200);
        assertThat(FhirClient.of(port, "registry-demo")
                        .get("/ResearchSubject/" + subject.subject() + "/$schedule")
                        .status())
                .isEqualTo(403);
        assertThat(FhirClient.of(port, "ehr-demo")
                        .get("/ResearchSubject/" + subject.subject() + "/$schedule")
                        .status())
                .isEqualTo(403);
        assertThat(FhirClient.withoutToken(port)
                        .get("/ResearchSubject/" + subject.subject() + "/$schedule")
                        .status())
                .isEqualTo(401);
        assertThat(coordinator.get("/ResearchSubject/none/$schedule").status()).isEqualTo(404);
        assertThat(coordinator
                        .get("/ResearchSubject/" + subject.subject() + "/$schedule?asOf=soon")
                        .issues())
                .contains("Invalid date/time format: \"soon\"");
        assertThat(coordinator
                        .get("/ResearchSubject/" + subject.subject() + "/$schedule?asOf=2026-01")
                        .issues())
                .contains("asOf must be a day, such as 2026-03-10.");
    }

    @Test
    void namesTheVisitThatAnEncounterIsSearchedBy() {
        Visits subject = Visits.of(coordinator, "schedule-10", "2025-06-02");
        String visit = subject.visit("v1-screening", "2025-06-02");

        Bundle found = coordinator
                .get("/Encounter?planned-visit=v1-screening&subject=Patient/" + subject.patient())
                .bundle();

        assertThat(found.getEntry())
                .extracting(entry ->
                        ((Encounter) entry.getResource()).getIdElement().getIdPart())
                .containsExactly(visit);
    }

    private String status(Visits subject) {
        return coordinator
                .get("/ResearchSubject/" + subject.subject())
                .as(ResearchSubject.class)
                .getStatus()
                .toCode();
    }
}
