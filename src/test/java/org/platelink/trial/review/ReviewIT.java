package org.platelink.trial.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ResearchSubject.ResearchSubjectStatus;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.VerificationResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.platelink.laboratory.intake.Messages;
import org.platelink.laboratory.lab.LabMaps;
import org.platelink.laboratory.lab.Labs;
import org.platelink.security.access.TwoSites;
import org.platelink.trial.schedule.Visits;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Queries, verifications and locks, as monitors and coordinators use them. All persons are invented. */
@ServerTest
class ReviewIT {

    private static boolean registered;

    private final FhirClient coordinator;
    private final FhirClient laboratory;
    private final FhirClient operator;
    private final FhirClient registry;
    private final FhirClient monitor;
    private final FhirClient otherMonitor;
    private final FhirClient analyst;
    private final Messages messages;

    /** A subject of the demo site with one result, of its own for each test. */
    private String id;

    private String result;

    ReviewIT(@LocalServerPort int port) {
        coordinator = FhirClient.at(port);
        laboratory = FhirClient.of(port, "ehr-demo");
        operator = FhirClient.of(port, "operator");
        registry = FhirClient.of(port, "registry-demo");
        analyst = FhirClient.of(port, "analyst-demo");
        messages = new Messages(port);
        TwoSites sites = TwoSites.on(port);
        if (!registered) {
            registered = true;
            String scope = "system/*.rs system/Task.cu system/VerificationResult.c";
            sites.register("review-monitor", "monitor", "site-unknown", "https://hospital.example/lab", scope);
            sites.register("review-monitor-b", "monitor", "site-b", "https://hospital-b.example/lab", scope);
        }
        monitor = sites.as("review-monitor");
        otherMonitor = sites.as("review-monitor-b");
    }

    @BeforeEach
    void aSubject() {
        id = "review-" + UUID.randomUUID().toString().substring(0, 8);
        ok(coordinator.post(
                "", Labs.transaction(Labs.participant(id), Labs.subject(id, ResearchSubjectStatus.SCREENING))));
        result = coordinator
                .post("/Observation", platelets("27"))
                .as(Observation.class)
                .getIdElement()
                .getIdPart();
    }

    private Observation platelets(String value) {
        return Labs.platelets(id, id + "-1", value, "10*9/L", "2026-03-01T08:00:00+08:00");
    }

    private org.hl7.fhir.r4.model.Patient changed() {
        return Labs.participant(id).setGender(org.hl7.fhir.r4.model.Enumerations.AdministrativeGender.MALE);
    }

    private Answer correct(String value) {
        Observation corrected = platelets(value);
        corrected.setId(result);
        corrected.setStatus(Observation.ObservationStatus.CORRECTED);
        return coordinator.put("/Observation/" + result, corrected);
    }

    private static Answer ok(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isBetween(200, 201);
        return answer;
    }

    private static void refused(Answer answer, int status, String words) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.issues()).contains(words);
    }

    private static Parameters text(String name, String text) {
        return new Parameters().addParameter(name, new StringType(text));
    }

    private Parameters question(String focus, String text) {
        Parameters question = text("text", text);
        question.addParameter().setName("focus").setValue(new Reference(focus));
        question.addParameter("element", new StringType("Observation.value"));
        return question;
    }

    private Task opened(FhirClient who) {
        return ok(who.post("/ResearchSubject/" + id + "/$open-query", question("Observation/" + result, "27 or 72?")))
                .as(Task.class);
    }

    private static Answer step(FhirClient who, Task query, String step, String text) {
        return who.post("/Task/" + query.getIdElement().getIdPart() + "/$" + step + "-query", text("text", text));
    }

    private int count(FhirClient who, String search) {
        return ok(who.get(search + "&_summary=count")).bundle().getTotal();
    }

    @Nested
    class Queries {

        @Test
        void goFromTheQuestionToTheClosing() {
            Task query = opened(monitor);
            assertThat(query.getBusinessStatus().getCodingFirstRep().getCode()).isEqualTo("open");
            refused(step(coordinator, query, "close", "Done."), 403, "$close-query");
            refused(step(monitor, query, "close", "Done."), 409, "it can become answered or cancelled");
            refused(step(monitor, query, "answer", "72"), 403, "$answer-query");

            ok(step(coordinator, query, "answer", "The source says 72; corrected."));
            ok(step(monitor, query, "reopen", "The unit too?"));
            ok(step(coordinator, query, "answer", "The unit is right."));
            Task closed = ok(step(monitor, query, "close", "Seen.")).as(Task.class);

            assertThat(closed.getNote())
                    .extracting(note -> note.getText())
                    .containsExactly(
                            "27 or 72?",
                            "The source says 72; corrected.",
                            "The unit too?",
                            "The unit is right.",
                            "Seen.");
            assertThat(closed.getNote())
                    .extracting(note ->
                            ((Reference) note.getAuthor()).getIdentifier().getValue())
                    .containsExactly(
                            "review-monitor",
                            "coordinator-demo",
                            "review-monitor",
                            "coordinator-demo",
                            "review-monitor");
            assertThat(closed.getNote()).allMatch(note -> note.hasTime());
            refused(step(coordinator, query, "answer", "More."), 409, "it can become reopened");
        }

        @Test
        void areFoundByWhatTheyAreAbout() {
            Task query = opened(monitor);
            String mine = "/Task?code=query&subject=Patient/" + id;
            assertThat(count(monitor, mine + "&business-status=open&focus=Observation/" + result))
                    .isEqualTo(1);
            assertThat(count(monitor, mine + "&business-status=closed")).isZero();
            assertThat(count(monitor, mine + "&opened-by=review-monitor")).isEqualTo(1);
            assertThat(count(monitor, mine + "&opened-by=another")).isZero();
            assertThat(count(monitor, mine + "&based-on:ResearchSubject.study=ResearchStudy/NCT06813157"))
                    .isEqualTo(1);
            assertThat(count(
                            analyst, mine + "&patient.organization=Organization/site-unknown&authored-on=gt2026-01-01"))
                    .isEqualTo(1);
            assertThat(count(analyst, mine + "&authored-on=lt2026-01-01")).isZero();

            assertThat(otherMonitor
                            .get("/Task/" + query.getIdElement().getIdPart())
                            .status())
                    .isEqualTo(404);
            assertThat(count(otherMonitor, mine)).isZero();
            refused(step(otherMonitor, query, "close", "x"), 404, "");
            refused(
                    otherMonitor.post(
                            "/ResearchSubject/" + id + "/$open-query", question("Observation/" + result, "Why?")),
                    404,
                    "");
            assertThat(registry.get("/Task").status()).isEqualTo(403);
        }

        @Test
        void areWrittenByTheirOperationsAlone() {
            Task query = opened(monitor);
            assertThat(coordinator
                            .put("/Task/" + query.getIdElement().getIdPart(), query)
                            .status())
                    .isEqualTo(403);
            query.setId((String) null);
            assertThat(monitor.post("/Task", query).status()).isEqualTo(403);
            assertThat(monitor.post("/Observation", platelets("30")).status()).isEqualTo(403);
        }

        @Test
        void areOfTheSubjectsOwnRecordAndNameNobody() {
            String ask = "/ResearchSubject/" + id + "/$open-query";
            refused(monitor.post(ask, question("Observation/none", "Why?")), 422, "has no such resource");
            refused(monitor.post(ask, question("Patient/site-b.acc-b", "Why?")), 422, "has no such resource");
            refused(monitor.post(ask, question("AuditEvent/1", "Why?")), 422, "resource of the subject's record");
            refused(
                    monitor.post(ask, question("Observation/" + result, "Call 13912345678, Name: Wang Xiaoming")),
                    422,
                    "Take it out");
            refused(monitor.post(ask, question("Observation/" + result, " ")), 400, "needs a value");
            refused(monitor.post(ask, question("Observation/" + result, "x".repeat(2001))), 422, "1 to 2000");
            ok(monitor.post(ask, question("Observation/" + result, "x".repeat(2000))));
            assertThat(opened(monitor).getIdElement().getIdPart())
                    .isEqualTo(opened(monitor).getIdElement().getIdPart());
        }

        @Test
        void areTakenBackByWhoMay() {
            refused(
                    step(coordinator, opened(monitor), "cancel", "Not needed."),
                    403,
                    "cancels what coordinators opened");
            Task own = ok(coordinator.post(
                            "/ResearchSubject/" + id + "/$open-query",
                            question("Observation/" + result, "Which tube was it?")))
                    .as(Task.class);
            ok(step(coordinator, own, "cancel", "By mistake."));
            refused(step(coordinator, own, "answer", "x"), 409, "nothing more");
        }
    }

    @Nested
    class Verified {

        /** As text, since the client's parser would leave the version out. */
        private String target(String version) {
            return "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"target\",\"valueReference\":{\"reference\":"
                    + "\"Observation/" + result + "/_history/" + version + "\"}}]}";
        }

        @Test
        void restsOnTheVersionThatWasSeen() {
            String verify = "/ResearchSubject/" + id + "/$verify";
            String found = "/VerificationResult?target=Patient/" + id;
            VerificationResult made = ok(monitor.post(verify, target("1"))).as(VerificationResult.class);
            assertThat(made.getStatus().toCode()).isEqualTo("validated");
            assertThat(count(monitor, found + "&status=validated&process=source-verification"))
                    .isEqualTo(1);
            assertThat(count(otherMonitor, found)).isZero();
            assertThat(registry.get("/VerificationResult").status()).isEqualTo(403);
            refused(coordinator.post(verify, target("1")), 403, "$verify");

            ok(correct("72"));

            assertThat(count(monitor, found + "&status=validated")).isZero();
            assertThat(count(coordinator, found + "&status=req-revalid")).isEqualTo(1);
            refused(monitor.post(verify, target("1")), 409, "has the version 2 by now");
            ok(monitor.post(verify, target("2")));
            assertThat(count(monitor, found + "&status=validated")).isEqualTo(1);
        }

        @Test
        void aVersionIsNamed() {
            Parameters unnamed = new Parameters();
            unnamed.addParameter().setName("target").setValue(new Reference("Observation/" + result));
            refused(monitor.post("/ResearchSubject/" + id + "/$verify", unnamed), 422, "_history/2");
            refused(monitor.post("/ResearchSubject/" + id + "/$verify", new Parameters()), 400, "target");
        }

        @Test
        void aSignOffEndsWithWhatIsAddedToTheVisit() {
            Visits visits = Visits.of(coordinator, "REVIEW-" + id, "2026-03-01T02:00:00Z");
            String visit = visits.visit("v1-screening", "2026-03-02");
            id = visits.patient();
            Observation seen = platelets("31");
            seen.setEncounter(new Reference("Encounter/" + visit));
            String observation = ok(coordinator.post("/Observation", seen))
                    .as(Observation.class)
                    .getIdElement()
                    .getIdPart();
            Task query = ok(monitor.post(
                            "/ResearchSubject/" + visits.subject() + "/$open-query",
                            question("Observation/" + observation, "Right?")))
                    .as(Task.class);
            String sign = "/Encounter/" + visit + "/$sign-off";
            refused(monitor.post(sign, new Parameters()), 409, "Queries on the visit are unsettled");
            ok(step(monitor, query, "cancel", "It is."));
            refused(coordinator.post(sign, new Parameters()), 403, "$sign-off");

            VerificationResult signed = ok(monitor.post(sign, new Parameters())).as(VerificationResult.class);
            assertThat(Verification.versions(signed)).containsKeys("Encounter/" + visit, "Observation/" + observation);
            assertThat(signed.getValidatorFirstRep()
                            .getAttestationSignature()
                            .getType()
                            .get(0)
                            .getCode())
                    .isEqualTo("1.2.840.10065.1.12.1.13");

            Observation late = Labs.platelets(id, id + "-late", "33", "10*9/L", "2026-03-02T08:00:00+08:00");
            late.setEncounter(new Reference("Encounter/" + visit));
            ok(coordinator.post("/Observation", late));
            assertThat(monitor.get("/VerificationResult/"
                                    + signed.getIdElement().getIdPart())
                            .body())
                    .contains("req-revalid")
                    .contains("outdated-by");
        }
    }

    @Nested
    class Locked {

        private void lock(FhirClient who, String address) {
            ok(who.post(address + "/$lock", text("reason", "Clean for the interim analysis.")));
        }

        private void unlock(FhirClient who, String address) {
            ok(who.post(address + "/$unlock", text("reason", "A result came late.")));
        }

        @Test
        void dataOfASubjectAreChangedByNobody() {
            String subject = "/ResearchSubject/" + id;
            refused(coordinator.post(subject + "/$lock", text("reason", "x")), 403, "$lock");
            refused(otherMonitor.post(subject + "/$lock", text("reason", "x")), 404, "");
            refused(monitor.post(subject + "/$unlock", text("reason", "x")), 409, "not locked");
            lock(monitor, subject);
            refused(monitor.post(subject + "/$lock", text("reason", "x")), 409, "locked already");

            refused(correct("72"), 423, "by the monitor review-monitor: Clean for the interim analysis.");
            refused(correct("72"), 423, "ResearchSubject/" + id + "/$unlock");
            refused(coordinator.post("", Labs.transaction(changed())), 423, "locked");
            refused(
                    coordinator.send(
                            "PATCH",
                            "/Patient/" + id,
                            "application/json-patch+json",
                            "[{\"op\":\"replace\",\"path\":\"/gender\",\"value\":\"male\"}]"),
                    423,
                    "locked");
            Parameters step = new Parameters();
            step.addParameter("to", new org.hl7.fhir.r4.model.CodeType("withdrawn"));
            step.addParameter("date", new org.hl7.fhir.r4.model.DateType("2026-03-05"));
            step.addParameter("reasonCode", new org.hl7.fhir.r4.model.CodeType("physician-decision"));
            refused(coordinator.post(subject + "/$transition", step), 423, "locked");

            assertThat(coordinator.get("/Observation/" + result).status()).isEqualTo(200);
            ok(step(coordinator, opened(monitor), "answer", "It is 27."));
            assertThat(count(analyst, "/Task?code=subject-lock&business-status=locked&subject=Patient/" + id))
                    .isEqualTo(1);

            unlock(monitor, subject);
            ok(correct("72"));
            Task record = (Task) monitor.get("/Task?code=subject-lock&subject=Patient/" + id)
                    .bundle()
                    .getEntryFirstRep()
                    .getResource();
            assertThat(record.getNote())
                    .extracting(note -> note.getText())
                    .containsExactly("Clean for the interim analysis.", "A result came late.");
        }

        @Test
        void resultsOfALaboratoryWait() {
            coordinator.put("/ConceptMap/review-map", LabMaps.draft("review-map", "site-unknown"));
            String number = Messages.unique("RL");
            String patient = messages.participant(number);
            org.hl7.fhir.r4.model.ResearchSubject member = Labs.subject(id + "-r", ResearchSubjectStatus.SCREENING);
            member.setIndividual(new Reference("Patient/" + patient));
            ok(coordinator.put("/ResearchSubject/" + id + "-r", member));
            lock(monitor, "/ResearchSubject/" + id + "-r");

            Answer sent = messages.send(Messages.oru(
                    Messages.unique("RC"),
                    "20260302090000+0800",
                    number,
                    Messages.unique("RO"),
                    "20260302090000+0800",
                    Messages.platelets("41", "F")));
            assertThat(Messages.code(sent)).isEqualTo("AA");
            String message = Messages.id(sent);
            assertThat(messages.fateOf(message)).isEqualTo("parked");
            assertThat(messages.message(message).toString())
                    .contains("subject-locked")
                    .contains("$unlock");
            Observation over = Labs.platelets(patient, Messages.unique("RF"), "43", "10*9/L", "2026-03-03T08:00:00Z");
            Answer fhir = laboratory.post("/Observation", over);
            assertThat(fhir.status()).as(fhir.body()).isEqualTo(202);
            assertThat(messages.results(patient)).isEmpty();

            unlock(monitor, "/ResearchSubject/" + id + "-r");

            messages.awaitApplied(message);
            org.awaitility.Awaitility.await()
                    .until(() -> messages.results(patient).size() == 2);
        }

        @Test
        void aStudyIsLockedByAnAdmin() {
            String study =
                    "/ResearchStudy/review-" + UUID.randomUUID().toString().substring(0, 8);
            ok(operator.put(
                    study,
                    operator.get("/ResearchStudy/NCT06813157")
                            .body()
                            .replace("\"id\":\"NCT06813157\"", "\"id\":\"" + study.substring(15) + "\"")));
            org.hl7.fhir.r4.model.ResearchSubject other = Labs.subject(id + "-s", ResearchSubjectStatus.SCREENING);
            other.setStudy(new Reference(study.substring(1)));
            other.setIndividual(new Reference("Patient/" + id));
            ok(coordinator.put("/ResearchSubject/" + id + "-s", other));
            refused(monitor.post(study + "/$lock", text("reason", "x")), 403, "$lock");
            lock(operator, study);
            try {
                refused(correct("72"), 423, "An admin unlocks");
                other.setId(id + "-t");
                refused(coordinator.put("/ResearchSubject/" + id + "-t", other), 423, "study");
                assertThat(operator.get("/Task?focus=" + study.substring(1))
                                .bundle()
                                .getEntry())
                        .hasSize(1);
                assertThat(List.of(200, 403))
                        .contains(operator.get("/Task?subject=Patient/" + id).status());
            } finally {
                unlock(operator, study);
            }
            ok(correct("72"));
        }
    }
}
