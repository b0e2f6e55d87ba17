package org.platelink.trial.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.platelink.trial.subject.SubjectRequests.STUDY;
import static org.platelink.trial.subject.SubjectRequests.address;
import static org.platelink.trial.subject.SubjectRequests.participant;
import static org.platelink.trial.subject.SubjectRequests.subject;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.PositiveIntType;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.junit.jupiter.api.Test;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.platelink.trial.eligibility.Screening;
import org.platelink.trial.schedule.VisitRequests;
import org.springframework.boot.test.web.server.LocalServerPort;

/** All persons and their numbers are invented. */
@ServerTest
class RescreeningIT {

    private final FhirClient coordinator;
    private final FhirClient operator;
    private final FhirClient ehr;

    RescreeningIT(@LocalServerPort int port) {
        coordinator = FhirClient.at(port);
        operator = FhirClient.of(port, "operator");
        ehr = FhirClient.of(port, "ehr-demo");
    }

    private SubjectRequests person(String number) {
        return new SubjectRequests(coordinator, number);
    }

    private ResearchSubject failed(SubjectRequests person, String study) {
        ResearchSubject first = person.registered(study, "2026-03-02");
        assertThat(person.move(first, "ineligible", "2026-03-10").status()).isEqualTo(200);
        return person.stored(first);
    }

    private String study(String id, Extension... rule) {
        ResearchStudy study = operator.get("/ResearchStudy/" + STUDY).as(ResearchStudy.class);
        study.setId(id);
        if (rule.length > 0) {
            Extension extension =
                    study.addExtension().setUrl("https://platelink.org/ig/msc-itp/StructureDefinition/re-screening");
            List.of(rule).forEach(extension::addExtension);
        }
        Answer made = operator.put("/ResearchStudy/" + id, study);
        assertThat(made.status()).as(made.body()).isIn(200, 201);
        return id;
    }

    @Test
    void isACoordinatorsDecisionWhereTheStudySaysNothing() {
        SubjectRequests person = person("SYN-RS-0001");
        ResearchSubject first = failed(person, STUDY);

        Answer plain = person.register(STUDY, "2026-04-01");
        assertThat(plain.status()).isEqualTo(409);
        assertThat(plain.issues()).contains("rescreening true");
        Answer without = person.again(STUDY, "2026-04-01", "");
        assertThat(without.status()).as(without.body()).isEqualTo(422);
        assertThat(without.issues()).contains("send its reason");

        ResearchSubject second = subject(person.again(STUDY, "2026-04-01", "The infection is over"));

        assertThat(second.getIdPart()).isNotEqualTo(first.getIdPart());
        assertThat(participant(second)).isEqualTo(participant(first));
        assertThat(second.getConsent().getReference())
                .isNotEqualTo(first.getConsent().getReference());
        String number = first.getIdentifierFirstRep().getValue();
        assertThat(second.getIdentifierFirstRep().getValue()).isEqualTo(number + "-R1");
        assertThat(Histories.of(second)).containsExactly("screening 2026-04-01");
        assertThat(coordinator.get(address(second)).body()).contains("The infection is over");
        assertThat(Histories.of(person.stored(first)))
                .containsExactly("screening 2026-03-02", "ineligible 2026-03-10 (physician-decision)");

        // Both numbers lead to the participant, and the same request to the same subject.
        for (String one : List.of(number, number + "-R1")) {
            assertThat(coordinator
                            .get("/Patient?identifier=https://platelink.org/study/" + STUDY + "/subject-number|" + one)
                            .bundle()
                            .getEntryFirstRep()
                            .getResource()
                            .getIdElement()
                            .getIdPart())
                    .isEqualTo(participant(first));
        }
        assertThat(subject(person.again(STUDY, "2026-04-01", "The infection is over"))
                        .getIdPart())
                .isEqualTo(second.getIdPart());
        assertThat(person.registered(STUDY, "2026-03-02").getIdPart()).isEqualTo(first.getIdPart());
    }

    @Test
    void isRefusedUntilTheEarlierOneHasEndedAndNobodyElseIsScreenedAgain() {
        SubjectRequests person = person("SYN-RS-0002");
        assertThat(person.again(STUDY, "2026-04-01", "Asked for").issues()).contains("without rescreening");
        ResearchSubject first = person.registered(STUDY, "2026-03-02");
        Answer open = person.again(STUDY, "2026-04-01", "Asked for");
        assertThat(open.status()).isEqualTo(409);
        assertThat(open.issues()).contains("has not ended", "$transition");
        assertThat(person.move(first, "withdrawn", "2026-03-31").status()).isEqualTo(200);
        Answer sameDay = person.again(STUDY, "2026-03-31", "Asked for");
        assertThat(sameDay.status()).isEqualTo(422);
        assertThat(sameDay.issues()).contains("2026-04-01 or later");
        assertThat(person.again(STUDY, "2026-04-01", "Asked for").status()).isEqualTo(200);
    }

    @Test
    void keepsToTheRuleOfTheStudy() {
        String once = study(
                "re-screens-once",
                new Extension("allowed", new BooleanType(true)),
                new Extension("times", new PositiveIntType(1)),
                new Extension("afterDays", new PositiveIntType(14)));
        SubjectRequests person = person("SYN-RS-0003");
        failed(person, once);
        assertThat(person.again(once, "2026-03-23", "").issues()).contains("2026-03-24 or later");
        ResearchSubject second = subject(person.again(once, "2026-03-24", ""));
        assertThat(person.move(second, "ineligible", "2026-03-25").status()).isEqualTo(200);
        assertThat(person.again(once, "2026-05-01", "").issues()).contains("1 times at most");

        String never = study("re-screens-never", new Extension("allowed", new BooleanType(false)));
        SubjectRequests other = person("SYN-RS-0004");
        failed(other, never);
        Answer refused = other.again(never, "2026-04-01", "Asked for");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.issues()).contains("screens nobody again");
    }

    /** What counts is recorded of the current screening, and the earlier one stays what it came to. */
    @Test
    void allRulesLookAtTheCurrentScreening() {
        SubjectRequests person = person("SYN-RS-0005");
        ResearchSubject first = person.registered(STUDY, "2026-03-02");
        String patient = participant(first);
        VisitRequests visits = new VisitRequests(coordinator, patient);
        visits.visit("v1-screening", "2026-03-03");
        new Screening(patient, "2026-03-02", "2020-01").sendTo(coordinator);
        assertThat(person.move(first, "ineligible", "2026-03-10").status()).isEqualTo(200);
        ResearchSubject second = subject(person.again(STUDY, "2026-04-01", "The infection is over"));

        // What was attested for the first screening is not attested for the second.
        assertThat(person.move(second, "eligible", "2026-04-03").status()).isEqualTo(422);
        new Screening(patient, "2026-04-01", "2020-01").sendTo(coordinator);
        Answer eligible = person.move(second, "eligible", "2026-04-03");
        assertThat(eligible.status()).as(eligible.body()).isEqualTo(200);

        assertThat(tookPlace(first)).containsExactly("v1-screening 2026-03-03");
        assertThat(tookPlace(second)).isEmpty();
        visits.visit("v1-screening", "2026-04-02");
        assertThat(visits.give("infusion-1", "2026-03-20").status()).isEqualTo(422);
        Answer dose = visits.give("infusion-1", "2026-04-06");
        assertThat(dose.status()).as(dose.body()).isEqualTo(201);
        assertThat(tookPlace(first)).containsExactly("v1-screening 2026-03-03");
        assertThat(tookPlace(second)).contains("v1-screening 2026-04-02", "infusion-1 2026-04-06");
        assertThat(Histories.of(person.stored(first)))
                .containsExactly("screening 2026-03-02", "ineligible 2026-03-10 (physician-decision)");
        assertThat(person.stored(second).getStatus().toCode()).isEqualTo("on-study-intervention");

        Answer late = ehr.post("/Observation", person.result("RS-0005", "2026-03-05T08:00:00+08:00"));
        assertThat(late.status()).as(late.body()).isEqualTo(201);
        assertThat(coordinator
                        .get("/Observation?subject=Patient/" + patient + "&code=777-3")
                        .bundle()
                        .getEntry())
                .isNotEmpty();
    }

    @Test
    void theEarlierOneStaysAtItsEnd() {
        SubjectRequests person = person("SYN-RS-0006");
        ResearchSubject first = failed(person, STUDY);
        ResearchSubject second = subject(person.again(STUDY, "2026-04-01", "Asked for"));
        first.getExtension().stream()
                .filter(one -> one.getUrl().endsWith("subject-state"))
                .reduce((earlier, later) -> later)
                .orElseThrow()
                .getExtensionByUrl("began")
                .setValue(new org.hl7.fhir.r4.model.DateType("2026-04-01"));
        first.getPeriod().setEndElement(new org.hl7.fhir.r4.model.DateTimeType("2026-04-01"));
        Answer overlapping = coordinator.put(address(first), first);
        assertThat(overlapping.status()).as(overlapping.body()).isEqualTo(422);
        assertThat(overlapping.issues()).contains("begins on a day after the other's end");

        second.getExtension().removeIf(one -> one.getUrl().endsWith("earlier-screening"));
        Answer dropped = coordinator.put(address(second), second);
        assertThat(dropped.status()).isEqualTo(422);
        assertThat(dropped.issues()).contains("earlier-screening");
    }

    @Test
    void ofSeveralAtOnceThereIsOneSubject() throws Exception {
        SubjectRequests person = person("SYN-RS-0007");
        failed(person, STUDY);
        Callable<Answer> again = () -> person.again(STUDY, "2026-04-01", "Asked for");
        ExecutorService clients = Executors.newFixedThreadPool(4);
        try {
            List<Future<Answer>> answers = clients.invokeAll(List.of(again, again, again, again));
            String id = subject(answers.get(0).get()).getIdPart();
            for (Future<Answer> answer : answers) {
                assertThat(subject(answer.get()).getIdPart()).isEqualTo(id);
            }
        } finally {
            clients.shutdown();
        }
    }

    /** A study without a protocol does not stop the infusions of another one, nor does one move the other's states. */
    @Test
    void aStudyWithoutAProtocolStopsNoOther() {
        ResearchStudy plain = operator.get("/ResearchStudy/" + STUDY).as(ResearchStudy.class);
        plain.setId("without-protocol");
        plain.setProtocol(null);
        assertThat(operator.put("/ResearchStudy/without-protocol", plain).status())
                .isIn(200, 201);
        SubjectRequests person = person("SYN-RS-0008");
        ResearchSubject treated = person.registered(STUDY, "2026-03-02");
        ResearchSubject observed = person.registered("without-protocol", "2026-03-03");
        new Screening(participant(treated), "2026-03-02", "2020-01").sendTo(coordinator);
        Answer eligible = person.move(treated, "eligible", "2026-03-05");
        assertThat(eligible.status()).as(eligible.body()).isEqualTo(200);

        Answer dose = new VisitRequests(coordinator, participant(treated)).give("infusion-1", "2026-03-06");

        assertThat(dose.status()).as(dose.body()).isEqualTo(201);
        assertThat(person.stored(treated).getStatus().toCode()).isEqualTo("on-study-intervention");
        assertThat(person.stored(observed).getStatus().toCode()).isEqualTo("screening");
        assertThat(coordinator.get(address(treated) + "/$response").status()).isEqualTo(200);
    }

    /** The visits that took place, each with its day. */
    private List<String> tookPlace(ResearchSubject subject) {
        Answer answer = coordinator.get(address(subject) + "/$schedule");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return VisitRequests.tookPlace(answer.as(CarePlan.class));
    }
}
