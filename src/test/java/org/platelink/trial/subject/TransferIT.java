package org.platelink.trial.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.platelink.trial.subject.SubjectRequests.STUDY;
import static org.platelink.trial.subject.SubjectRequests.SYSTEM;
import static org.platelink.trial.subject.SubjectRequests.address;
import static org.platelink.trial.subject.SubjectRequests.participant;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.platelink.laboratory.lab.Labs;
import org.platelink.security.access.TwoSites;
import org.springframework.boot.test.web.server.LocalServerPort;

/** All persons and their numbers are invented. */
@ServerTest
class TransferIT {

    private final FhirClient oldSite;
    private final FhirClient newSite;
    private final FhirClient oldLaboratory;
    private final FhirClient operator;

    TransferIT(@LocalServerPort int port) {
        TwoSites sites = TwoSites.on(port);
        oldSite = sites.as("coordinator");
        newSite = sites.as("coordinator-b");
        oldLaboratory = sites.as("ehr");
        operator = sites.as("operator");
    }

    private ResearchSubject registered(String number) {
        return new SubjectRequests(oldSite, number).registered(STUDY, "2026-03-02");
    }

    private static Parameters to(String site) {
        Parameters transfer = new Parameters();
        transfer.addParameter().setName("to").setValue(new Reference("Organization/" + site));
        return transfer;
    }

    private static Parameters request(String site) {
        Parameters transfer = to(site);
        transfer.addParameter("date", new DateType("2026-04-01"));
        transfer.addParameter("reason", new StringType("Has moved to another town"));
        return transfer;
    }

    private static Answer transfer(FhirClient client, ResearchSubject subject, Parameters transfer) {
        return client.post(address(subject) + "/$transfer", transfer);
    }

    private static String status(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.as(Parameters.class).getParameter("status").getValue().primitiveValue();
    }

    private ResearchSubject transferred(String number) {
        ResearchSubject subject = registered(number);
        assertThat(status(transfer(oldSite, subject, request("site-b")))).isEqualTo("requested");
        assertThat(status(transfer(newSite, subject, to("site-b")))).isEqualTo("completed");
        return subject;
    }

    private static Answer linked(FhirClient client, ResearchSubject subject) {
        return client.post("/Patient/" + participant(subject) + "/$linked-identifiers", new Parameters());
    }

    private static Answer withIdentifier(FhirClient client, String path, String number) {
        Parameters sent = new Parameters();
        sent.addParameter()
                .setName("identifier")
                .setValue(new Identifier().setSystem(SYSTEM).setValue(number));
        return client.post(path, sent);
    }

    private static int results(FhirClient client, ResearchSubject subject) {
        return client.get("/Observation?subject=Patient/" + participant(subject) + "&code=777-3")
                .bundle()
                .getEntry()
                .size();
    }

    @Test
    void isRequestedByTheOldSiteAndAcceptedByTheNewOne() {
        ResearchSubject subject = registered("SYN-T-0001");
        String nobody = "/ResearchSubject/99999999/$transfer";

        // Nobody takes a subject that was not offered, and whether it exists does not show.
        Answer taken = transfer(newSite, subject, to("site-b"));
        assertThat(taken.status()).isEqualTo(404);
        assertThat(taken.issues().replace(subject.getIdPart(), "99999999"))
                .isEqualTo(newSite.post(nobody, to("site-b")).issues());

        assertThat(status(transfer(oldSite, subject, request("site-b")))).isEqualTo("requested");
        assertThat(status(transfer(oldSite, subject, request("site-b")))).isEqualTo("requested");
        assertThat(newSite.get(address(subject)).status()).isEqualTo(404);
        assertThat(oldSite.get(address(subject)).body()).contains("requested-transfer");

        assertThat(status(transfer(newSite, subject, to("site-b")))).isEqualTo("completed");
        // Once more, as the answer may have been lost.
        assertThat(status(transfer(newSite, subject, to("site-b")))).isEqualTo("completed");
        ResearchSubject moved = newSite.get(address(subject)).as(ResearchSubject.class);
        assertThat(SiteTransfer.madeOf(moved))
                .containsExactly(new SiteTransfer(
                        "site-unknown", "site-b", LocalDate.parse("2026-04-01"), "Has moved to another town", false));
        assertThat(SiteTransfer.requestedOf(moved)).isEmpty();
        assertThat(Histories.of(moved)).containsExactly("screening 2026-03-02");
        assertThat(transfer(oldSite, subject, request("site-b")).status()).isEqualTo(404);
    }

    @Test
    void theNewSiteSeesAllAndTheOldOneNothing() {
        ResearchSubject subject = registered("SYN-T-0002");
        SubjectRequests person = new SubjectRequests(oldSite, "SYN-T-0002");
        assertThat(oldLaboratory
                        .post("/Observation", person.result("T-0002", "2026-03-05T08:00:00+08:00"))
                        .status())
                .isEqualTo(201);
        transfer(oldSite, subject, request("site-b"));
        assertThat(status(transfer(newSite, subject, to("site-b")))).isEqualTo("completed");

        String patient = participant(subject);
        List<String> questions = List.of(
                "/Patient/" + patient,
                "/Patient/" + patient + "/_history",
                "/Patient/" + patient + "/$everything",
                address(subject),
                address(subject) + "/$schedule",
                "/" + subject.getConsent().getReference());
        for (String question : questions) {
            assertThat(newSite.get(question).status()).as(question).isEqualTo(200);
            assertThat(oldSite.get(question).status()).as(question).isEqualTo(404);
        }
        List<String> searches = List.of(
                "/Patient?_id=" + patient,
                "/ResearchSubject?individual=Patient/" + patient,
                "/Consent?patient=Patient/" + patient,
                "/Observation?subject=Patient/" + patient + "&code=777-3",
                "/Observation?subject:Patient._id=" + patient + "&code=777-3");
        for (String search : searches) {
            assertThat(newSite.get(search).bundle().getEntry()).as(search).hasSize(1);
            assertThat(oldSite.get(search).bundle().getEntry()).as(search).isEmpty();
        }
        String list = "/ResearchStudy/" + STUDY + "/$subject-list";
        assertThat(newSite.get(list).body()).contains(subject.getIdPart());
        assertThat(oldSite.get(list).body()).doesNotContain("\"ResearchSubject/" + subject.getIdPart() + "\"");

        // Neither writes to it what the other may.
        assertThat(person.move(subject, "withdrawn", "2026-04-02").status()).isEqualTo(404);
        assertThat(oldSite.put(address(subject), subject).status()).isEqualTo(404);
        Observation result = Labs.platelets(patient, "T-0002-x", "30", "10*9/L", "2026-04-02");
        result.getIdentifier().clear();
        assertThat(oldSite.post("/Observation", result).status()).isEqualTo(403);
        Answer recorded = newSite.post("/Observation", result);
        assertThat(recorded.status()).as(recorded.body()).isEqualTo(201);
    }

    @Test
    void eachSiteKeepsTheNumbersThatItLinked() {
        ResearchSubject subject = transferred("SYN-T-0003");

        assertThat(linked(oldSite, subject).body()).contains("SYN-T-0003");
        assertThat(withIdentifier(oldSite, "/Patient/$find-linked", "SYN-T-0003")
                        .status())
                .isEqualTo(200);
        Answer ofNewSite = linked(newSite, subject);
        assertThat(ofNewSite.status()).isEqualTo(200);
        assertThat(ofNewSite.body()).doesNotContain("SYN-T-0003");
        assertThat(withIdentifier(newSite, "/Patient/$find-linked", "SYN-T-0003")
                        .status())
                .isEqualTo(404);

        String link = "/Patient/" + participant(subject) + "/$link";
        assertThat(withIdentifier(newSite, link, "SYN-B-T-0003").status()).isEqualTo(200);
        assertThat(withIdentifier(oldSite, link, "SYN-T-0003-2").status()).isEqualTo(404);
        assertThat(linked(newSite, subject).body()).contains("SYN-B-T-0003");
        assertThat(linked(oldSite, subject).body()).doesNotContain("SYN-B-T-0003");

        Answer again = new SubjectRequests(oldSite, "SYN-T-0003").register(STUDY, "2026-03-02");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.issues()).contains("transferred this person to another site");
    }

    @Test
    void aLateResultOfTheOldLaboratoryIsTheSubjects() {
        ResearchSubject subject = transferred("SYN-T-0004");
        SubjectRequests person = new SubjectRequests(oldSite, "SYN-T-0004");

        Answer late = oldLaboratory.post("/Observation", person.result("T-0004", "2026-03-28T08:00:00+08:00"));
        assertThat(late.status()).as(late.body()).isEqualTo(201);
        Answer many = oldLaboratory.post("", Labs.transaction(person.result("T-0004-2", "2026-03-29")));
        assertThat(many.status()).as(many.body()).isEqualTo(200);
        Observation corrected = person.result("T-0004", "2026-03-28T08:00:00+08:00");
        corrected.setStatus(Observation.ObservationStatus.CORRECTED);
        Answer correction = oldLaboratory.post("", Labs.transaction(corrected));
        assertThat(correction.status()).as(correction.body()).isEqualTo(200);

        assertThat(results(newSite, subject)).isEqualTo(2);
        assertThat(results(oldSite, subject)).isZero();
        // By the reference it is still a subject that the old site does not know.
        assertThat(oldLaboratory
                        .post(
                                "/Observation",
                                Labs.platelets(participant(subject), "T-0004-3", "30", "10*9/L", "2026-03-29"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void isWrittenByTheOperationAlone() {
        ResearchSubject subject = transferred("SYN-T-0005");
        ResearchSubject sent = newSite.get(address(subject)).as(ResearchSubject.class);
        sent.getExtension().removeIf(one -> SiteTransfer.MADE.equals(one.getUrl()));
        Answer dropped = newSite.put(address(subject), sent);
        assertThat(dropped.status()).as(dropped.body()).isEqualTo(422);
        assertThat(dropped.issues()).contains("$transfer");

        ResearchSubject other = registered("SYN-T-0006");
        SiteTransfer.writeRequested(
                Optional.of(new SiteTransfer("site-unknown", "site-b", LocalDate.parse("2026-04-01"), "Forged", false)),
                other);
        assertThat(oldSite.put(address(other), other).status()).isEqualTo(422);

        Patient patient = oldSite.get("/Patient/" + participant(other)).as(Patient.class);
        patient.setManagingOrganization(new Reference("Organization/site-b"));
        assertThat(oldSite.put("/Patient/" + patient.getIdPart(), patient).status())
                .isEqualTo(403);
        assertThat(transfer(newSite, other, request("site-b")).status()).isEqualTo(404);
        assertThat(transfer(oldLaboratory, other, request("site-b")).status()).isEqualTo(403);
    }

    @Test
    void isTakenBackOrDeclined() {
        ResearchSubject subject = registered("SYN-T-0007");
        Parameters cancel = to("site-b");
        cancel.addParameter("cancel", new BooleanType(true));
        assertThat(transfer(oldSite, subject, cancel).status()).isEqualTo(409);
        for (FhirClient either : List.of(oldSite, newSite)) {
            assertThat(status(transfer(oldSite, subject, request("site-b")))).isEqualTo("requested");
            assertThat(status(transfer(either, subject, cancel))).isEqualTo("cancelled");
            assertThat(transfer(newSite, subject, to("site-b")).status()).isEqualTo(404);
        }
    }

    @Test
    void saysWhatIsWrong() {
        ResearchSubject subject = registered("SYN-T-0008");
        assertThat(transfer(oldSite, subject, to("site-b")).status()).isEqualTo(400);
        assertThat(transfer(oldSite, subject, request("site-nowhere")).issues()).contains("is not stored");
        assertThat(transfer(oldSite, subject, request("site-unknown")).status()).isEqualTo(409);
        Parameters early = to("site-b");
        early.addParameter("date", new DateType("2026-03-01"));
        early.addParameter("reason", new StringType("Moved"));
        assertThat(transfer(oldSite, subject, early).issues()).contains("since 2026-03-02");
        Parameters late = to("site-b");
        late.addParameter("date", new DateType(LocalDate.now().plusDays(2).toString()));
        late.addParameter("reason", new StringType("Moved"));
        assertThat(transfer(oldSite, subject, late).issues()).contains("in the future");
        transfer(oldSite, subject, request("site-b"));
        Parameters other = to("site-b");
        other.addParameter("date", new DateType("2026-04-02"));
        assertThat(transfer(newSite, subject, other).status()).isEqualTo(409);
    }

    @Test
    void anAdminMakesItAtOnceAndReadsNothing() {
        ResearchSubject subject = registered("SYN-T-0009");
        Answer made = transfer(operator, subject, request("site-b"));
        assertThat(status(made)).isEqualTo("completed");
        assertThat(made.body()).doesNotContain("screening", participant(subject));
        assertThat(newSite.get(address(subject)).status()).isEqualTo(200);
        assertThat(operator.get(address(subject)).status()).isEqualTo(403);
    }

    @Test
    void movesWhoIsInAnotherStudyOnlyWhereThatIsSaid() {
        ResearchStudy study = operator.get("/ResearchStudy/" + STUDY).as(ResearchStudy.class);
        study.setId("transfers-of-two");
        assertThat(operator.put("/ResearchStudy/transfers-of-two", study).status())
                .isIn(200, 201);
        ResearchSubject first = registered("SYN-T-0010");
        ResearchSubject second =
                new SubjectRequests(oldSite, "SYN-T-0010").registered("transfers-of-two", "2026-03-04");
        Answer refused = transfer(oldSite, first, request("site-b"));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.issues()).contains("another study");
        Parameters all = request("site-b");
        all.addParameter("allStudies", new BooleanType(true));
        assertThat(status(transfer(oldSite, first, all))).isEqualTo("requested");
        assertThat(status(transfer(newSite, first, to("site-b")))).isEqualTo("completed");
        for (ResearchSubject one : List.of(first, second)) {
            assertThat(SiteTransfer.madeOf(newSite.get(address(one)).as(ResearchSubject.class)))
                    .hasSize(1);
            assertThat(oldSite.get(address(one)).status()).isEqualTo(404);
        }
    }

    @Test
    void ofSeveralAtOnceOneIsMade() throws Exception {
        ResearchSubject subject = registered("SYN-T-0011");
        transfer(oldSite, subject, request("site-b"));
        Callable<Answer> accept = () -> transfer(newSite, subject, to("site-b"));
        ExecutorService clients = Executors.newFixedThreadPool(4);
        try {
            for (Future<Answer> answer : clients.invokeAll(List.of(accept, accept, accept, accept))) {
                assertThat(answer.get().status()).as(answer.get().body()).isIn(200, 409);
            }
        } finally {
            clients.shutdown();
        }
        assertThat(SiteTransfer.madeOf(newSite.get(address(subject)).as(ResearchSubject.class)))
                .hasSize(1);
    }

    @Test
    void comesBackByAnotherTransfer() {
        ResearchSubject subject = transferred("SYN-T-0012");
        Parameters sameDay = request("site-unknown");
        assertThat(transfer(newSite, subject, sameDay).issues()).contains("later day");
        Parameters back = to("site-unknown");
        back.addParameter("date", new DateType("2026-05-01"));
        back.addParameter("reason", new StringType("Has moved back"));
        assertThat(status(transfer(newSite, subject, back))).isEqualTo("requested");
        assertThat(status(transfer(oldSite, subject, to("site-unknown")))).isEqualTo("completed");
        assertThat(oldSite.get(address(subject)).status()).isEqualTo(200);
        assertThat(newSite.get(address(subject)).status()).isEqualTo(404);
        assertThat(linked(oldSite, subject).body()).contains("SYN-T-0012");
    }
}
