package org.platelink.trial.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.AdverseEvent;
import org.hl7.fhir.r4.model.AdverseEvent.AdverseEventActuality;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationAdministration.MedicationAdministrationStatus;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.hl7.fhir.r4.model.ResearchSubject.ResearchSubjectStatus;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.platelink.laboratory.lab.Labs;
import org.platelink.trial.subject.StateHistory;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Deaths, consents, mistakes and ends of participation, by real requests. All persons are invented. */
@ServerTest
class ParticipationIT {

    private static final String GUIDE = "https://platelink.org/ig/msc-itp/StructureDefinition/";

    private final FhirClient coordinator;
    private final FhirClient operator;
    private final FhirClient analyst;

    ParticipationIT(@LocalServerPort int port) {
        coordinator = FhirClient.at(port);
        operator = FhirClient.of(port, "operator");
        analyst = FhirClient.of(port, "analyst-demo");
    }

    private Visits treated(String number) {
        Visits subject = Visits.of(coordinator, number, "2026-01-05").eligible("2026-01-08");
        subject.infusion("infusion-1", "2026-01-12T10:00:00+08:00");
        return subject;
    }

    private ResearchSubject stored(Visits subject) {
        return coordinator.get("/ResearchSubject/" + subject.subject()).as(ResearchSubject.class);
    }

    private String present(Visits subject) {
        List<StateHistory.Entry> entries = StateHistory.of(stored(subject)).entries();
        StateHistory.Entry last = entries.get(entries.size() - 1);
        return Stream.of(
                        last.state().code(),
                        last.began(),
                        last.because() == null ? "" : last.because().split("/")[0],
                        last.end() == null ? "" : last.end().code())
                .reduce("", (all, next) -> all + " " + next)
                .strip();
    }

    private Patient patient(Visits subject) {
        return coordinator.get("/Patient/" + subject.patient()).as(Patient.class);
    }

    private Answer died(Visits subject, String month) {
        Patient patient = patient(subject);
        patient.setDeceased(new DateTimeType(month));
        return coordinator.put("/Patient/" + subject.patient(), patient);
    }

    private static AdverseEvent fatal(Visits subject, String date) {
        AdverseEvent event = new AdverseEvent();
        event.setActuality(AdverseEventActuality.ACTUAL);
        event.getEvent().setText("Intracranial bleeding");
        event.setSubject(new Reference("Patient/" + subject.patient()));
        event.setDateElement(new DateTimeType(date));
        event.getOutcome()
                .addCoding(new Coding("http://terminology.hl7.org/CodeSystem/adverse-event-outcome", "fatal", null));
        event.addStudy(new Reference("ResearchStudy/NCT06813157"));
        return event;
    }

    private static AdverseEvent stored(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isBetween(200, 201);
        return answer.as(AdverseEvent.class);
    }

    private static void taken(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isBetween(200, 201);
    }

    private static void refused(Answer answer, int status, String... words) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.issues()).contains(words);
    }

    private static MedicationAdministration because(MedicationAdministration infusion, String reason) {
        infusion.addExtension(new Extension(GUIDE + "deviation-reason", new StringType(reason)));
        return infusion;
    }

    private Answer give(MedicationAdministration infusion) {
        return coordinator.post("/MedicationAdministration", infusion);
    }

    @Nested
    class Deaths {

        @Test
        void endParticipationOnTheirDateAndFollowItsCorrections() {
            Visits subject = treated("part-1");

            taken(died(subject, "2026-03"));

            assertThat(present(subject)).isEqualTo("off-study 2026-03 Patient death");
            assertThat(stored(subject).getStatus()).isEqualTo(ResearchSubjectStatus.OFFSTUDY);
            String schedule = coordinator
                    .get("/ResearchSubject/" + subject.subject() + "/$schedule")
                    .body();
            assertThat(schedule).contains("not-applicable", "(death)").doesNotContain("\"planned\"", "\"due\"");
            assertThat(coordinator
                            .get(Visits.STUDY + "/$upcoming-visits?days=365&_format=text/csv")
                            .body())
                    .doesNotContain(subject.subject());
            refused(give(subject.dose("infusion-2", "2026-04-01")), 422, "the participant died on 2026-03 (Patient/");
            refused(give(subject.dose("infusion-2", "2026-03-31")), 422, "cannot be told", "deviation-reason");

            AdverseEvent event = stored(coordinator.post("/AdverseEvent", fatal(subject, "2026-03-20")));
            assertThat(present(subject)).isEqualTo("off-study 2026-03-20 AdverseEvent death");
            refused(give(subject.dose("infusion-2", "2026-03-21")), 422, "died on 2026-03-20 (AdverseEvent/");
            taken(give(subject.dose("infusion-2", "2026-02-09")));

            event.setDateElement(new DateTimeType("2026-03-21"));
            taken(coordinator.put("/AdverseEvent/" + event.getIdPart(), event));
            assertThat(present(subject)).isEqualTo("off-study 2026-03-21 AdverseEvent death");

            event.getOutcome().getCodingFirstRep().setCode("recovering");
            taken(coordinator.put("/AdverseEvent/" + event.getIdPart(), event));
            assertThat(present(subject)).isEqualTo("off-study 2026-03 Patient death");

            Patient alive = patient(subject);
            alive.setDeceased(null);
            taken(coordinator.put("/Patient/" + subject.patient(), alive));
            assertThat(present(subject)).startsWith("on-study-intervention 2026-01-12");
            assertThat(stored(subject).getPeriod().hasEnd()).isFalse();
        }

        @Test
        void areRefusedBeforeAStoredInfusionAndTakenWithItsCorrection() {
            Visits subject = Visits.of(coordinator, "part-2", "2026-01-05").eligible("2026-01-08");
            Answer given = give(subject.dose("infusion-1", "2026-02-02T10:00:00+08:00"));
            MedicationAdministration infusion = given.as(MedicationAdministration.class);

            refused(died(subject, "2026-01"), 409, "Patient.deceased", "MedicationAdministration/", "2026-02-02");
            refused(
                    coordinator.post("/AdverseEvent", fatal(subject, "2026-02-01")),
                    409,
                    "AdverseEvent.date",
                    "MedicationAdministration/");
            AdverseEvent grade5 = fatal(subject, "2026-02-01");
            grade5.setOutcome(null);
            grade5.addExtension(new Extension(GUIDE + "ae-grade", new IntegerType(5)));
            refused(coordinator.post("/AdverseEvent", grade5), 409, "MedicationAdministration/");
            assertThat(present(subject)).startsWith("on-study-intervention 2026-02-02");

            // On the day of the death it may have been before; by the times it was not.
            refused(
                    coordinator.post("/AdverseEvent", fatal(subject, "2026-02-02T09:00:00+08:00")),
                    409,
                    "MedicationAdministration/");

            infusion.setStatus(MedicationAdministrationStatus.NOTDONE);
            Patient dead = patient(subject);
            dead.setDeceased(new DateTimeType("2026-01"));
            taken(coordinator.post("", Labs.transaction(infusion, dead)));
            assertThat(present(subject)).isEqualTo("off-study 2026-01 Patient death");
        }

        @Test
        void withoutADateEndParticipationOnAnUnknownDay() {
            Visits subject = treated("part-3");

            Answer patched = coordinator.send(
                    "PATCH",
                    "/Patient/" + subject.patient(),
                    "application/json-patch+json",
                    "[{\"op\":\"add\",\"path\":\"/deceasedBoolean\",\"value\":true}]");

            taken(patched);
            assertThat(present(subject)).isEqualTo("off-study unknown Patient death");
            StateHistory.Entry end = StateHistory.of(stored(subject)).entries().get(3);
            assertThat(end.reason()).contains("MedicationAdministration/", "cannot be told");
            assertThat(coordinator
                            .get("/ResearchSubject/" + subject.subject() + "/$schedule")
                            .body())
                    .doesNotContain("\"planned\"", "\"due\"");
            refused(
                    give(subject.dose("infusion-2", "2026-02-02")),
                    422,
                    "on a day that is not recorded",
                    "AdverseEvent");
            taken(give(because(subject.dose("infusion-2", "2026-02-02"), "Was seen alive after it.")));
        }

        @Test
        void andAnInfusionAtOnceAreNotBothTaken() {
            for (int round = 0; round < 3; round++) {
                Visits subject = treated("part-4" + round);
                MedicationAdministration infusion = subject.dose("infusion-2", "2026-02-09");
                CompletableFuture<Answer> death = CompletableFuture.supplyAsync(
                        () -> coordinator.post("/AdverseEvent", fatal(subject, "2026-02-01")));
                Answer given = give(infusion);
                Answer recorded = death.join();
                assertThat(List.of(given.status(), recorded.status()))
                        .as(given.body() + recorded.body())
                        .containsOnlyOnce(201)
                        .isSubsetOf(201, 409, 422);
            }
        }
    }

    @Nested
    class Consents {

        private Consent consent(Visits subject) {
            return coordinator
                    .get("/" + stored(subject).getConsent().getReference())
                    .as(Consent.class);
        }

        private Answer put(Consent consent) {
            return coordinator.put("/Consent/" + consent.getIdPart(), consent);
        }

        private String question(Visits subject) {
            Extension question = stored(subject).getExtensionByUrl(GUIDE + "consent-in-question");
            return question == null ? "" : question.getExtensionString("code") + "";
        }

        @Test
        void thatAreNotInForceAreShownAndStopInfusions() {
            Visits subject = treated("part-5");
            Consent consent = consent(subject);
            consent.setStatus(ConsentState.INACTIVE);

            taken(put(consent));

            assertThat(question(subject)).isEqualTo("inactive");
            assertThat(coordinator
                            .get("/ResearchSubject?consent-in-question=inactive&_id=" + subject.subject())
                            .bundle()
                            .getTotal())
                    .isEqualTo(1);
            refused(give(subject.dose("infusion-2", "2026-02-09")), 422, "Consent/" + consent.getIdPart(), "inactive");
            ResearchSubject without = stored(subject);
            without.getExtension().removeIf(one -> one.getUrl().endsWith("consent-in-question"));
            refused(coordinator.put("/ResearchSubject/" + subject.subject(), without), 422, "for the server to write");

            consent.getProvision().getPeriod().setEndElement(new DateTimeType("2026-02-09"));
            taken(put(consent));
            refused(give(subject.dose("infusion-2", "2026-02-10")), 422, "inactive");
            taken(give(subject.dose("infusion-2", "2026-02-09")));

            consent.setStatus(ConsentState.ACTIVE);
            taken(put(consent));
            assertThat(question(subject)).isEmpty();
        }

        @Test
        void thatWouldLeaveAnInfusionWithoutOneNeedAReason() {
            Visits subject = treated("part-6");
            for (ConsentState state : List.of(ConsentState.REJECTED, ConsentState.ENTEREDINERROR)) {
                Consent consent = consent(subject);
                consent.setStatus(state);
                refused(put(consent), 409, "MedicationAdministration/", "without a consent", "deviation-reason");
            }
            Consent later = consent(subject);
            later.setDateTimeElement(new DateTimeType("2026-01-13"));
            refused(put(later), 409, "before the consent of 2026-01-13");
            later.setDateTimeElement(new DateTimeType("2026-01-12"));
            taken(put(later));
            assertThat(question(subject)).isEmpty();

            later = consent(subject);
            later.setDateTimeElement(new DateTimeType("2026-01-13"));
            later.addExtension(new Extension(GUIDE + "deviation-reason", new StringType("The form was signed late.")));
            taken(put(later));

            assertThat(question(subject)).isEqualTo("after-event");
            assertThat(FhirClient.json(stored(subject))).contains("The form was signed late.");
            // The consent holds for it; that the first infusion was before the consent, is for each further one to say.
            var dose = subject.dose("infusion-2", "2026-02-09");
            refused(give(dose), 422, "INC01", "ineligible-infusion-reason");
            dose.addExtension(
                    new Extension(GUIDE + "ineligible-infusion-reason", new StringType("Consented, only later.")));
            taken(give(dose));
        }

        @Test
        void toALaterVersionAreOfTheSubjectToo() {
            Visits subject = treated("part-7");
            Consent first = consent(subject);
            Consent again = first.copy();
            again.setId((String) null);
            again.setMeta(null);
            again.setDateTimeElement(new DateTimeType("2026-03-01"));
            Extension version = again.addExtension().setUrl(GUIDE + "consented-version");
            version.addExtension(new Extension("study", new Reference("ResearchStudy/NCT06813157")));
            version.addExtension(new Extension(
                    "version",
                    new CanonicalType("https://platelink.org/ig/msc-itp/PlanDefinition/msc-itp-protocol|2.0")));
            taken(coordinator.post("/Consent", again));
            assertThat(question(subject)).isEmpty();

            first.setStatus(ConsentState.INACTIVE);
            taken(put(first));

            assertThat(question(subject)).as("the later one is in force").isEmpty();
            taken(give(subject.dose("infusion-2", "2026-02-09")));
        }
    }

    @Nested
    class Ends {

        private Answer move(Visits subject, Object... parts) {
            Parameters step = new Parameters();
            for (int i = 0; i < parts.length; i += 2) {
                String name = (String) parts[i];
                String value = (String) parts[i + 1];
                switch (name) {
                    case "date" -> step.addParameter(name, new org.hl7.fhir.r4.model.DateType(value));
                    case "reason" -> step.addParameter(name, value);
                    case "correct" -> step.addParameter(name, Boolean.parseBoolean(value));
                    default -> step.addParameter(name, new CodeType(value));
                }
            }
            return coordinator.post("/ResearchSubject/" + subject.subject() + "/$transition", step);
        }

        @Test
        void haveACodedReasonAndAreTakenBackWithTheirHistory() {
            Visits subject = treated("part-8");
            refused(move(subject, "to", "off-study", "date", "2026-02-01"), 422, "add reasonCode");
            refused(
                    move(subject, "to", "off-study", "date", "2026-02-01", "reasonCode", "completed"),
                    422,
                    "Only a subject in follow-up");
            refused(
                    move(subject, "to", "off-study", "date", "2026-02-01", "reasonCode", "gone"),
                    422,
                    "reasonCode is one of completed");
            taken(move(subject, "to", "off-study", "date", "2026-02-01", "reasonCode", "lost-to-follow-up"));
            assertThat(present(subject)).isEqualTo("off-study 2026-02-01  lost-to-follow-up");
            assertThat(coordinator
                            .get("/ResearchSubject?end-reason=lost-to-follow-up&_id=" + subject.subject())
                            .bundle()
                            .getTotal())
                    .isEqualTo(1);

            refused(move(subject, "to", "on-study-intervention", "correct", "true"), 422, "add reason");
            refused(
                    move(subject, "to", "follow-up", "correct", "true", "reason", "Another subject was meant."),
                    409,
                    "was not in follow-up before");
            Answer back = move(
                    subject, "to", "on-study-intervention", "correct", "true", "reason", "Another subject was meant.");

            taken(back);
            assertThat(present(subject)).startsWith("on-study-intervention 2026-01-12");
            ResearchSubject now = stored(subject);
            assertThat(now.getStatus()).isEqualTo(ResearchSubjectStatus.ONSTUDYINTERVENTION);
            assertThat(now.getPeriod().hasEnd()).isFalse();
            assertThat(FhirClient.json(now.getExtensionByUrl(GUIDE + "taken-back-state") == null ? new Patient() : now))
                    .contains("lost-to-follow-up", "takenBackBy", "Another subject was meant.");
            now.getExtension().removeIf(one -> one.getUrl().endsWith("taken-back-state"));
            refused(coordinator.put("/ResearchSubject/" + subject.subject(), now), 422, "taken back");
            refused(
                    move(subject, "to", "eligible", "correct", "true", "reason", "Mistaken."),
                    409,
                    "follows from MedicationAdministration/");
            taken(give(subject.dose("infusion-2", "2026-02-09")));
        }

        @Test
        void areCountedAsOfAnyDay() {
            Visits failed = Visits.of(coordinator, "part-9", "2026-01-05");
            refused(
                    move(failed, "to", "ineligible", "date", "2026-01-09", "reasonCode", "screen-failure"),
                    422,
                    "names its criterion");
            taken(move(
                    failed,
                    "to",
                    "ineligible",
                    "date",
                    "2026-01-09",
                    "reasonCode",
                    "screen-failure",
                    "criterion",
                    "EXC05"));
            Visits late = Visits.of(coordinator, "part-10", "2026-01-05").eligible("2026-01-08");
            taken(move(late, "to", "ineligible", "date", "2026-01-20", "reasonCode", "other", "reason", "Moved."));

            String now = csv("");
            assertThat(line(now, "not-eligible,screen-failure,EXC05,")).contains("ResearchSubject/" + failed.subject());
            assertThat(line(now, "eligible,,,")).contains("ResearchSubject/" + late.subject());
            assertThat(line(now, "not-eligible,other,")).contains("ResearchSubject/" + late.subject());
            String before = csv("&asOf=2026-01-19");
            assertThat(before).doesNotContain("not-eligible,other,,,1,ResearchSubject/" + late.subject());
            assertThat(line(before, "awaiting-treatment,,,")).contains("ResearchSubject/" + late.subject());
            assertThat(csv("&asOf=2026-01-04")).doesNotContain("ResearchSubject/" + late.subject());

            Parameters counts = analyst.get(Visits.STUDY + "/$disposition").as(Parameters.class);
            assertThat(counts.getParameterFirstRep().getPart())
                    .extracting(part -> part.getName())
                    .startsWith("stage", "n", "subject");
            assertThat(coordinator
                            .get(Visits.STUDY + "/$disposition?asOf=2026-01")
                            .status())
                    .isEqualTo(400);
        }

        private String csv(String more) {
            Answer answer = coordinator.get(Visits.STUDY + "/$disposition?_format=text/csv" + more);
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            return answer.body();
        }

        private static String line(String csv, String start) {
            return csv.lines().filter(one -> one.startsWith(start)).findFirst().orElse("");
        }
    }

    @Test
    void aSubjectThatIsCreatedAsEligibleIsJudged() {
        ResearchSubject eligible = Labs.subject("part-created", ResearchSubjectStatus.ELIGIBLE);

        Answer answer = coordinator.post("", Labs.transaction(Labs.participant("part-created"), eligible));

        refused(answer, 422, "cannot become eligible");
        assertThat(coordinator.get("/Patient/part-created").status()).isEqualTo(404);
    }

    @Test
    void aTimeZoneThatDoesNotExistIsRefused() {
        Organization site = operator.get("/Organization/site-unknown").as(Organization.class);
        Bundle before = operator.get("/Organization?_id=site-unknown").bundle();
        site.getExtensionByUrl(GUIDE + "site-time-zone").setValue(new CodeType("Asia/Shanghay"));

        refused(operator.put("/Organization/site-unknown", site), 422, "There is no such time zone", "Asia/Shanghai");

        assertThat(before.getTotal()).isEqualTo(1);
    }
}
