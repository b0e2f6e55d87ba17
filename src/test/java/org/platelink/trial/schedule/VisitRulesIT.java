package org.platelink.trial.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.platelink.laboratory.lab.Labs;
import org.platelink.security.access.OtherSite;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What cannot have taken place is refused with its reason, and nothing of it is stored. */
@ServerTest
class VisitRulesIT {

    private final int port;
    private final FhirClient coordinator;

    VisitRulesIT(@LocalServerPort int port) {
        this.port = port;
        this.coordinator = FhirClient.at(port);
    }

    @Test
    void refusesAVisitThatTheProtocolDoesNotHave() {
        Visits subject = Visits.of(coordinator, "rules-1", "2026-01-05");

        refused(
                "/Encounter",
                subject.encounter("v4", "2026-01-06"),
                422,
                "The protocol has no visit \"v4\"; it has v1-screening, v2-baseline, infusion-1",
                subject);
    }

    @Test
    void refusesAnotherProtocolThanTheSubjects() {
        Visits subject = Visits.of(coordinator, "rules-2", "2026-01-05");
        Encounter visit = subject.encounter("v1-screening", "2026-01-06");
        visit.getExtension()
                .get(0)
                .getExtension()
                .get(0)
                .setValue(new CanonicalType("https://platelink.org/ig/msc-itp/PlanDefinition/other"));

        refused("/Encounter", visit, 422, "names another protocol than the subject's", subject);
    }

    @Test
    void refusesADateInTheFuture() {
        Visits subject = Visits.of(coordinator, "rules-3", "2026-01-05");
        String later = LocalDate.now().plusDays(2).toString();

        refused("/Encounter", subject.encounter("v1-screening", later), 422, "which is in the future", subject);
    }

    @Test
    void takesAVisitThatIsOnlyPlanned() {
        Visits subject = Visits.of(coordinator, "rules-4", "2026-01-05");
        Encounter planned =
                subject.encounter("v1-screening", LocalDate.now().plusDays(9).toString());
        planned.setStatus(Encounter.EncounterStatus.PLANNED);

        assertThat(coordinator.post("/Encounter", planned).status()).isEqualTo(201);
        assertThat(subject.table(LocalDate.now().plusDays(20).toString())).contains("v1-screening planned");
    }

    @Test
    void refusesAnInfusionBeforeConsent() {
        Visits subject = Visits.of(coordinator, "rules-5", "2026-01-05").eligible("2026-01-06");

        refused(
                "/MedicationAdministration",
                subject.dose("infusion-1", "2026-01-04"),
                422,
                "It took place on 2026-01-04, before the subject's consent of 2026-01-05",
                subject);
    }

    @Test
    void refusesAnInfusionOfASubjectInScreening() {
        Visits subject = Visits.of(coordinator, "rules-6", "2026-01-05");

        refused(
                "/MedicationAdministration",
                subject.dose("infusion-1", "2026-01-08"),
                409,
                "still in screening",
                subject);
    }

    @Test
    void refusesASixthInfusionAndASecondOfTheSame() {
        Visits subject = Visits.of(coordinator, "rules-7", "2025-01-06").eligible("2025-01-08");
        String[] days = {"2025-01-13", "2025-01-20", "2025-02-03", "2025-02-17", "2025-03-03"};
        for (int i = 0; i < days.length; i++) {
            subject.infusion("infusion-" + (i + 1), days[i]);
        }
        MedicationAdministration sixth = subject.dose("infusion-5", "2025-03-17");
        refusedKeeping("/MedicationAdministration", sixth, 409, "The protocol has 5 infusions", subject, 5);

        Visits other = Visits.of(coordinator, "rules-8", "2025-01-06").eligible("2025-01-08");
        String first = other.infusion("infusion-1", "2025-01-13");
        refusedKeeping(
                "/MedicationAdministration",
                other.dose("infusion-1", "2025-01-14"),
                409,
                "The dose of infusion-1 is recorded already, as MedicationAdministration/" + first,
                other,
                1);
    }

    @Test
    void refusesAnInfusionAtAVisitWithoutOneAndAfterTheEnd() {
        Visits subject = Visits.of(coordinator, "rules-9", "2025-01-06").eligible("2025-01-08");
        refused(
                "/MedicationAdministration",
                subject.dose("fu-m1", "2025-01-13"),
                422,
                "Nothing is given at the visit fu-m1; the protocol gives at infusion-1",
                subject);
        assertThat(subject.transition("withdrawn", "2025-01-10").status()).isEqualTo(200);
        refused(
                "/MedicationAdministration",
                subject.dose("infusion-1", "2025-01-13"),
                422,
                "the subject is withdrawn since 2025-01-10",
                subject);
    }

    @Test
    void refusesADoseOfWhoIsNoSubjectOrAtAnothersEncounter() {
        Visits subject = Visits.of(coordinator, "rules-10", "2025-01-06").eligible("2025-01-08");
        Visits other = Visits.of(coordinator, "rules-11", "2025-01-06");
        String visit = other.visit("v1-screening", "2025-01-06");
        MedicationAdministration dose = subject.dose("infusion-1", "2025-01-13");
        dose.setContext(new Reference("Encounter/" + visit));
        refused("/MedicationAdministration", dose, 422, "is not one of the same patient's", subject);

        coordinator.put("/Patient/rules-nobody", Labs.participant("rules-nobody"));
        MedicationAdministration nobodys = subject.dose("infusion-1", "2025-01-13");
        nobodys.setSubject(new Reference("Patient/rules-nobody"));
        Answer answer = coordinator.post("/MedicationAdministration", nobodys);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.issues()).contains("not a subject of any study");
    }

    @Test
    void keepsAllOrNothingOfATransaction() {
        Visits subject = Visits.of(coordinator, "rules-12", "2025-01-06").eligible("2025-01-08");
        Bundle together = Visits.transaction(
                subject.encounter("v1-screening", "2025-01-06"), subject.encounter("nowhere", "2025-01-07"));

        Answer answer = coordinator.post("", together);

        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(recorded(subject, "Encounter")).isZero();
    }

    @Test
    void takesEligibilityVisitAndInfusionInOneTransaction() {
        Visits subject = Visits.of(coordinator, "rules-13", "2025-01-06").eligible("2025-01-08");
        Answer answer = coordinator.post(
                "",
                Visits.transaction(
                        subject.encounter("infusion-1", "2025-01-13"), subject.dose("infusion-1", "2025-01-13")));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(subject.table("2025-01-14")).contains("infusion-1 in-window 2025-01-13 -..- 2025-01-13 0");
        assertThat(coordinator.get("/ResearchSubject/" + subject.subject()).body())
                .contains("on-study-intervention");
    }

    @Test
    void storesOneOfTheSameInfusionsThatAreRecordedAtOnce() {
        Visits subject = Visits.of(coordinator, "rules-14", "2025-01-06").eligible("2025-01-08");
        List<MedicationAdministration> doses = IntStream.range(0, 4)
                .mapToObj(i -> subject.dose("infusion-1", "2025-01-13"))
                .toList();
        ExecutorService at = Executors.newFixedThreadPool(4);
        List<Integer> answers = doses.stream()
                .map(dose -> CompletableFuture.supplyAsync(
                        () -> coordinator
                                .post("/MedicationAdministration", dose)
                                .status(),
                        at))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        at.shutdown();

        assertThat(answers).containsExactlyInAnyOrder(201, 409, 409, 409);
        assertThat(recorded(subject, "MedicationAdministration")).isEqualTo(1);
    }

    @Test
    void refusesAVisitByAnotherSite() {
        Visits subject = Visits.of(coordinator, "rules-15", "2025-01-06").eligible("2025-01-08");
        FhirClient other = OtherSite.coordinator(port, "site-rules");

        Answer visit = other.post("/Encounter", subject.encounter("v1-screening", "2025-01-06"));
        Answer infusion = other.post("/MedicationAdministration", subject.dose("infusion-1", "2025-01-13"));

        assertThat(visit.status()).isEqualTo(403);
        assertThat(visit.issues()).contains("which your site does not know");
        assertThat(infusion.status()).isEqualTo(403);
        assertThat(recorded(subject, "Encounter")).isZero();
        assertThat(recorded(subject, "MedicationAdministration")).isZero();
    }

    private void refused(String path, Resource resource, int status, String why, Visits subject) {
        refusedKeeping(path, resource, status, why, subject, 0);
    }

    private void refusedKeeping(String path, Resource resource, int status, String why, Visits subject, int kept) {
        Answer answer = coordinator.post(path, resource);

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.issues()).contains(why).startsWith("error " + resource.fhirType());
        assertThat(recorded(subject, resource.fhirType())).isEqualTo(kept);
    }

    private int recorded(Visits subject, String type) {
        return coordinator
                .get("/" + type + "?subject=Patient/" + subject.patient() + "&_summary=count")
                .bundle()
                .getTotal();
    }
}
