package org.platelink.trial.subject;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.hl7.fhir.r4.model.ResearchStudy.ResearchStudyStatus;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.hl7.fhir.r4.model.ResearchSubject.ResearchSubjectStatus;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.platelink.laboratory.lab.Labs;
import org.platelink.security.access.TwoSites;
import org.platelink.trial.eligibility.Screening;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All persons and their numbers are invented. */
@ServerTest
class SubjectLifeIT {

    private static final String STUDY = "NCT06813157";
    private static final String NUMBERS = "https://platelink.org/study/NCT06813157/subject-number";
    private static final String SYSTEM = "https://hospital.example/patients";

    private final FhirClient coordinator;
    private final FhirClient analyst;
    private final FhirClient operator;
    private final TwoSites sites;
    private final JdbcClient database;

    SubjectLifeIT(@LocalServerPort int port, JdbcClient database) {
        coordinator = FhirClient.at(port);
        analyst = FhirClient.of(port, "analyst-demo");
        operator = FhirClient.of(port, "operator");
        sites = TwoSites.on(port);
        this.database = database;
    }

    private static Parameters person(String number, Object... changes) {
        Parameters person = new Parameters();
        person.getMeta().addTag("https://platelink.org/synthetic", "synthetic", "Synthetic, no person");
        set(person, "identifier", new Identifier().setSystem(SYSTEM).setValue(number));
        set(person, "birthDate", new DateType("1984-03-12"));
        set(person, "gender", new CodeType("female"));
        set(person, "consentDateTime", new DateTimeType("2026-03-01T20:00:00Z"));
        set(person, "site", new Reference("Organization/site-unknown"));
        for (int i = 0; i < changes.length; i += 2) {
            set(person, (String) changes[i], (Type) changes[i + 1]);
        }
        return person;
    }

    private static void set(Parameters parameters, String name, Type value) {
        parameters.getParameter().removeIf(parameter -> parameter.getName().equals(name));
        parameters.addParameter().setName(name).setValue(value);
    }

    private Answer register(Parameters person) {
        return register(coordinator, STUDY, person);
    }

    private static Answer register(FhirClient client, String study, Parameters person) {
        return client.post("/ResearchStudy/" + study + "/$register-subject", person);
    }

    private ResearchSubject registered(String number) {
        Answer answer = register(person(number));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.as(ResearchSubject.class);
    }

    private static Answer move(FhirClient client, ResearchSubject subject, String to, String date) {
        return client.post(address(subject) + "/$transition", step(to, date));
    }

    private static Parameters step(String to, String date) {
        Parameters step = new Parameters();
        set(step, "to", new CodeType(to));
        set(step, "date", new DateType(date));
        if (to.equals("withdrawn")) {
            set(step, "reasonCode", new CodeType("consent-withdrawn"));
        }
        return step;
    }

    private static String address(ResearchSubject subject) {
        return "/ResearchSubject/" + subject.getIdPart();
    }

    private ResearchSubject stored(ResearchSubject subject) {
        return coordinator.get(address(subject)).as(ResearchSubject.class);
    }

    private static String[] states(ResearchSubject subject) {
        return Histories.of(subject);
    }

    private Answer find(String number) {
        Parameters asked = new Parameters();
        set(asked, "identifier", new Identifier().setSystem(SYSTEM).setValue(number));
        return coordinator.post("/Patient/$find-linked", asked);
    }

    /** How many of each there are, to see that nothing came or that one of each did. */
    private List<Integer> counted() {
        List<Integer> counted = new ArrayList<>();
        for (String type : List.of("Patient", "Consent", "ResearchSubject")) {
            counted.add(analyst.get("/" + type + "?_summary=count").bundle().getTotal());
        }
        counted.add(database.sql("select count(*) from linkage.identifier")
                .query(Integer.class)
                .single());
        counted.add(database.sql("select coalesce(sum(last), 0) from subject.number")
                .query(Integer.class)
                .single());
        return counted;
    }

    private static List<Integer> more(List<Integer> counted, int... more) {
        List<Integer> sum = new ArrayList<>();
        for (int i = 0; i < more.length; i++) {
            sum.add(counted.get(i) + more[i]);
        }
        return sum;
    }

    private static List<Answer> atOnce(int threads, Callable<Answer> work) throws Exception {
        CyclicBarrier start = new CyclicBarrier(threads);
        ExecutorService clients = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                answers.add(clients.submit(() -> {
                    start.await();
                    return work.call();
                }));
            }
            List<Answer> all = new ArrayList<>();
            for (Future<Answer> answer : answers) {
                all.add(answer.get());
            }
            return all;
        } finally {
            clients.shutdown();
        }
    }

    @Nested
    class Registering {

        @Test
        void makesParticipantConsentAndSubject() {
            ResearchSubject subject = registered("SYN-R-0001");

            assertThat(subject.getIdentifierFirstRep().getSystem()).isEqualTo(NUMBERS);
            assertThat(subject.getIdentifierFirstRep().getValue()).matches("\\d{4}");
            assertThat(subject.getStatus()).isEqualTo(ResearchSubjectStatus.SCREENING);
            // Eight in the evening in UTC is the next day at the site.
            assertThat(states(subject)).containsExactly("screening 2026-03-02");
            assertThat(subject.getPeriod().getStartElement().getValueAsString()).isEqualTo("2026-03-02");

            Answer read = coordinator.get("/" + subject.getIndividual().getReference());
            Patient participant = read.as(Patient.class);
            assertThat(participant.getBirthDateElement().getValueAsString()).isEqualTo("1984-03");
            assertThat(participant.getGender().toCode()).isEqualTo("female");
            assertThat(participant.getIdentifierFirstRep().getValue())
                    .isEqualTo(subject.getIdentifierFirstRep().getValue());
            assertThat(participant.getManagingOrganization().getReference()).isEqualTo("Organization/site-unknown");
            assertThat(participant.getMeta().getTag("https://platelink.org/synthetic", "synthetic"))
                    .isNotNull();
            assertThat(read.body()).doesNotContain("SYN-R-0001", "1984-03-12");

            Consent consent =
                    coordinator.get("/" + subject.getConsent().getReference()).as(Consent.class);
            assertThat(consent.getDateTimeElement().getValueAsString()).isEqualTo("2026-03-01T20:00:00Z");
            assertThat(consent.getPatient().getReference())
                    .isEqualTo(subject.getIndividual().getReference());
            assertThat(find("SYN-R-0001").body())
                    .contains(subject.getIndividual().getReference());
        }

        @Test
        void countsTheNumbersOfTheStudy() {
            int first = Integer.parseInt(
                    registered("SYN-R-0011").getIdentifierFirstRep().getValue());
            int second = Integer.parseInt(
                    registered("SYN-R-0012").getIdentifierFirstRep().getValue());

            assertThat(second).isEqualTo(first + 1);
        }

        @Test
        void theSamePersonAgainIsTheSameSubject() {
            ResearchSubject first = registered("SYN-R-0002");
            List<Integer> counted = counted();

            Answer again = register(person("syn-r-0002", "birthDate", new DateType("1984")));

            assertThat(again.status()).as(again.body()).isEqualTo(200);
            assertThat(again.as(ResearchSubject.class).getId()).isEqualTo(first.getId());
            assertThat(counted()).isEqualTo(counted);
        }

        @Test
        void theSameIdentifierWithOtherDetailsConflicts() {
            registered("SYN-R-0003");
            List<Integer> counted = counted();

            Answer other = register(person(
                    "SYN-R-0003",
                    "gender",
                    new CodeType("male"),
                    "birthDate",
                    new DateType("1985-03-12"),
                    "consentDateTime",
                    new DateTimeType("2026-03-03")));
            Answer otherDay = register(person("SYN-R-0003", "consentDateTime", new DateTimeType("2026-03-01")));

            assertThat(other.status()).isEqualTo(409);
            assertThat(other.issues())
                    .startsWith("error Parameters.parameter.where(name = 'gender') ")
                    .contains("gender and birthDate and consentDateTime")
                    .doesNotContain("female", "1984", "SYN-R");
            assertThat(otherDay.status()).isEqualTo(409);
            assertThat(otherDay.issues()).contains("another consentDateTime").doesNotContain("2026-03");
            assertThat(counted()).isEqualTo(counted);
        }

        @Test
        void ofAMinorTheGuardianConsentsAndTheMinorAssents() {
            Answer answer = register(person(
                    "SYN-R-0004",
                    "birthDate",
                    new DateType("2016-07-01"),
                    "guardian",
                    new CodeableConcept().setText("mother"),
                    "assent",
                    new DateTimeType("2026-03-02")));

            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            String consent = coordinator
                    .get("/" + answer.as(ResearchSubject.class).getConsent().getReference())
                    .body();
            assertThat(consent).contains("consent-by-guardian", "mother", "/assent", "2026-03-02");

            Answer alone = register(person("SYN-R-0005", "birthDate", new DateType("2016-07-01")));
            assertThat(alone.status()).isEqualTo(422);
            assertThat(alone.issues()).startsWith("error Parameters.parameter.where(name = 'guardian') ");
        }

        @Test
        void whatIsRefusedLeavesNothing() {
            List<Integer> counted = counted();

            // The participant is made by then: that the guardian's number must not be told shows with the consent.
            Answer refused = register(person(
                    "SYN-R-0006",
                    "birthDate",
                    new DateType("2016-07-01"),
                    "guardian",
                    new CodeableConcept().setText("mother, +86 138 0000 0000"),
                    "assent",
                    new DateTimeType("2026-03-02")));

            assertThat(refused.status()).as(refused.body()).isEqualTo(422);
            assertThat(refused.issues()).contains("Consent.extension").doesNotContain("138");
            assertThat(counted()).isEqualTo(counted);
            assertThat(find("SYN-R-0006").status()).isEqualTo(404);
        }

        @Test
        void isForTheOwnSiteOnly() {
            Parameters ofB = person("SYN-R-0007", "site", new Reference("Organization/site-b"));

            Answer foreign = register(ofB);
            assertThat(foreign.status()).isEqualTo(403);
            assertThat(foreign.issues()).contains("name = 'site'", "Organization/site-unknown");
            assertThat(register(sites.as("coordinator-b"), STUDY, person("SYN-R-0007"))
                            .status())
                    .isEqualTo(403);
            assertThat(find("SYN-R-0007").status()).isEqualTo(404);

            Answer own = register(sites.as("coordinator-b"), STUDY, ofB);
            assertThat(own.status()).as(own.body()).isEqualTo(200);
            ResearchSubject subject = own.as(ResearchSubject.class);
            // That site names no time zone.
            assertThat(states(subject)).containsExactly("screening 2026-03-01");
            assertThat(coordinator.get(address(subject)).status()).isEqualTo(404);
            assertThat(move(coordinator, subject, "eligible", "2026-03-05").status())
                    .isEqualTo(404);
        }

        @Test
        void needsTheScopesOfWhatItMakes() {
            List<Integer> counted = counted();

            for (String scope : List.of(
                    "system/ResearchStudy.rs",
                    "system/ResearchStudy.rs system/Patient.crus system/ResearchSubject.crus",
                    "system/ResearchStudy.rs system/Patient.c system/Consent.c system/ResearchSubject.crs",
                    "system/ResearchStudy.rs system/Patient.c system/Consent.c system/Observation.c"
                            + " system/ResearchSubject.c")) {
                Answer refused = register(sites.withScope("coordinator", scope), STUDY, person("SYN-R-0008"));
                assertThat(refused.status()).as(scope).isEqualTo(403);
                assertThat(refused.issues()).contains("scopes");
            }
            assertThat(counted()).isEqualTo(counted);

            assertThat(register(
                                    sites.withScope(
                                            "coordinator",
                                            "system/ResearchStudy.rs system/Patient.c system/Consent.c"
                                                    + " system/Observation.c system/ResearchSubject.crs"),
                                    STUDY,
                                    person("SYN-R-0008"))
                            .status())
                    .isEqualTo(200);
        }

        @Test
        void aConditionOfAScopeHoldsForWhatItMakes() {
            List<Integer> counted = counted();

            Answer refused = register(
                    sites.withScope(
                            "coordinator",
                            "system/ResearchStudy.rs system/Patient.c?gender=male system/Consent.c"
                                    + " system/ResearchSubject.crs"),
                    STUDY,
                    person("SYN-R-0009"));

            assertThat(refused.status()).as(refused.body()).isEqualTo(403);
            assertThat(counted()).isEqualTo(counted);
        }

        @Test
        void aStudyThatIsUnknownOrNotOpenTakesNobody() {
            assertThat(register(coordinator, "no-such-study", person("SYN-R-0010"))
                            .status())
                    .isEqualTo(404);
            study("closed-study", ResearchStudyStatus.COMPLETED);

            Answer closed = register(coordinator, "closed-study", person("SYN-R-0010"));

            assertThat(closed.status()).isEqualTo(409);
            assertThat(closed.issues())
                    .startsWith("error ResearchStudy.status ")
                    .contains("completed");
            assertThat(find("SYN-R-0010").status()).isEqualTo(404);
        }

        @Test
        void aPersonOfOneStudyIsTheSameParticipantInAnother() {
            study("second-study", ResearchStudyStatus.ACTIVE);
            ResearchSubject first = registered("SYN-R-0013");
            List<Integer> counted = counted();

            Answer answer = register(
                    coordinator,
                    "second-study",
                    person("SYN-R-0013", "consentDateTime", new DateTimeType("2026-04-01")));

            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            ResearchSubject second = answer.as(ResearchSubject.class);
            assertThat(second.getIndividual().getReference())
                    .isEqualTo(first.getIndividual().getReference());
            assertThat(second.getIdentifierFirstRep().getSystem()).contains("second-study");
            assertThat(second.getStudy().getReference()).isEqualTo("ResearchStudy/second-study");
            assertThat(counted()).isEqualTo(more(counted, 0, 1, 1, 0, 1));

            Answer other = register(coordinator, "second-study", person("SYN-R-0013", "gender", new CodeType("male")));
            assertThat(other.status()).isEqualTo(409);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "{}",
                    "{\"resourceType\":\"Parameters\"}",
                    "{\"resourceType\":\"Patient\",\"gender\":\"male\"}",
                    "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"identifier\"}]}",
                    "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"birthDate\",\"valueDate\":\"1984-13-45\"}]}",
                })
        void whatCannotBeReadIsRefusedWithASentence(String body) {
            Answer answer = coordinator.post("/ResearchStudy/NCT06813157/$register-subject", body);

            assertThat(answer.status()).as(answer.body()).isEqualTo(400);
            assertThat(answer.issues()).isNotBlank();
        }

        @Test
        void nothingOfAPersonStandsInAUrl() {
            Answer answer = coordinator.post(
                    "/ResearchStudy/NCT06813157/$register-subject?gender=female", person("SYN-R-0014"));

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.issues()).contains("never in the URL");
        }

        @Test
        void standsInTheTrail() {
            ResearchSubject subject = registered("SYN-R-0015");

            String trail = operator.get(
                            "/AuditEvent?entity=" + subject.getIndividual().getReference() + "&_count=50")
                    .body();
            assertThat(trail)
                    .contains("An identifier was joined to a participant")
                    .contains(
                            "ResearchSubject/" + subject.getIdPart(),
                            subject.getConsent().getReference())
                    .contains("coordinator-demo")
                    .doesNotContain("SYN-R-0015");
        }

        private void study(String id, ResearchStudyStatus status) {
            ResearchStudy study = operator.get("/ResearchStudy/NCT06813157").as(ResearchStudy.class);
            study.setId(id);
            study.setStatus(status);
            Answer made = operator.put("/ResearchStudy/" + id, study);
            assertThat(made.status()).as(made.body()).isIn(200, 201);
        }

        @Test
        void ofManyAtOnceThereIsOneSubject() throws Exception {
            List<Integer> counted = counted();

            List<Answer> answers = atOnce(6, () -> register(person("SYN-R-0016")));

            assertThat(answers)
                    .allSatisfy(answer ->
                            assertThat(answer.status()).as(answer.body()).isEqualTo(200));
            assertThat(answers)
                    .extracting(answer -> answer.as(ResearchSubject.class).getId())
                    .containsOnly(answers.get(0).as(ResearchSubject.class).getId());
            assertThat(counted()).isEqualTo(more(counted, 1, 1, 1, 1, 1));
        }

        @Test
        void inTwoStudiesAtOnceThereIsOneParticipant() throws Exception {
            study("third-study", ResearchStudyStatus.ACTIVE);
            List<Integer> counted = counted();
            var turn = new java.util.concurrent.atomic.AtomicInteger();

            List<Answer> answers = atOnce(
                    6,
                    () -> register(
                            coordinator,
                            turn.getAndIncrement() % 2 == 0 ? STUDY : "third-study",
                            person("SYN-R-0017")));

            assertThat(answers)
                    .allSatisfy(answer ->
                            assertThat(answer.status()).as(answer.body()).isEqualTo(200));
            assertThat(answers)
                    .extracting(answer ->
                            answer.as(ResearchSubject.class).getIndividual().getReference())
                    .containsOnly(answers.get(0)
                            .as(ResearchSubject.class)
                            .getIndividual()
                            .getReference());
            assertThat(counted()).isEqualTo(more(counted, 1, 2, 2, 1, 2));
        }
    }

    /** So that it fulfils the criteria. */
    private void screened(ResearchSubject subject) {
        new Screening(subject.getIndividual().getReferenceElement().getIdPart(), "2026-03-02", "2025-01-10")
                .sendTo(coordinator);
    }

    @Nested
    class Moving {

        @Test
        void goesThroughTheStatesAndFindsThemByTheirDays() {
            ResearchSubject subject = registered("SYN-M-0001");
            screened(subject);

            assertThat(move(coordinator, subject, "eligible", "2026-03-05").status())
                    .isEqualTo(200);
            assertThat(move(coordinator, subject, "on-study-intervention", "2026-03-08")
                            .status())
                    .isEqualTo(200);
            Parameters stop = step("follow-up", "2026-04-01");
            set(stop, "reason", new StringType("stopped early"));
            Answer moved = coordinator.post(address(subject) + "/$transition", stop);

            assertThat(moved.status()).as(moved.body()).isEqualTo(200);
            assertThat(states(moved.as(ResearchSubject.class)))
                    .containsExactly(
                            "screening 2026-03-02",
                            "eligible 2026-03-05",
                            "on-study-intervention 2026-03-08",
                            "follow-up 2026-04-01");
            assertThat(moved.body()).contains("stopped early");
            assertThat(stored(subject).getStatus()).isEqualTo(ResearchSubjectStatus.FOLLOWUP);
            assertThat(found("eligible-began=ge2026-03-01&eligible-began=le2026-03-05", subject))
                    .isTrue();
            assertThat(found("eligible-began=gt2026-03-05", subject)).isFalse();
            assertThat(found("follow-up-began=2026-04-01", subject)).isTrue();
            assertThat(found("withdrawn-began=ge2026-01-01", subject)).isFalse();
        }

        private boolean found(String search, ResearchSubject subject) {
            return coordinator.get("/ResearchSubject?" + search + "&_count=200").bundle().getEntry().stream()
                    .anyMatch(entry -> entry.getResource().getIdPart().equals(subject.getIdPart()));
        }

        @Test
        void aStepThatIsNotAllowedIsRefusedAndTheAllowedNamed() {
            ResearchSubject subject = registered("SYN-M-0002");

            Answer forbidden = move(coordinator, subject, "follow-up", "2026-03-05");
            Answer same = move(coordinator, subject, "screening", "2026-03-05");

            assertThat(forbidden.status()).isEqualTo(409);
            assertThat(forbidden.issues())
                    .isEqualTo(
                            "error Parameters.parameter.where(name = 'to') A subject in screening can move to eligible,"
                                    + " ineligible, off-study or withdrawn, not to follow-up.");
            assertThat(same.status()).isEqualTo(409);
            assertThat(same.issues()).contains("eligible, ineligible, off-study or withdrawn");
            assertThat(stored(subject).getMeta().getVersionId()).isEqualTo("1");
        }

        @Test
        void theDayIsNotBeforeTheLastStateAndNotInTheFuture() {
            ResearchSubject subject = registered("SYN-M-0003");

            Answer before = move(coordinator, subject, "eligible", "2026-03-01");
            Answer future = move(coordinator, subject, "eligible", "2999-01-01");

            assertThat(before.status()).isEqualTo(422);
            assertThat(before.issues()).startsWith("error ResearchSubject.extension[1] ");
            assertThat(future.status()).isEqualTo(422);
            assertThat(future.issues()).contains("in the future");
        }

        @Test
        void whatCannotBeReadIsRefusedWithASentence() {
            ResearchSubject subject = registered("SYN-M-0004");

            assertThat(move(coordinator, subject, "on-study", "2026-03-05").issues())
                    .contains("to is one of screening, eligible");
            Parameters undated = step("eligible", "2026-03-05");
            undated.getParameter().remove(1);
            Answer answer = coordinator.post(address(subject) + "/$transition", undated);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.issues()).contains("name = 'date'", "valueDate");
            assertThat(coordinator.post(address(subject) + "/$transition", "").status())
                    .isEqualTo(400);
        }

        @Test
        void aReasonIsScreenedLikeAnyText() {
            ResearchSubject subject = registered("SYN-M-0005");
            Parameters telling = step("withdrawn", "2026-03-05");
            set(telling, "reason", new StringType("SYN-M-0005 moved away"));

            Answer answer = coordinator.post(address(subject) + "/$transition", telling);

            assertThat(answer.status()).as(answer.body()).isEqualTo(422);
            assertThat(answer.body()).doesNotContain("SYN-M-0005");
        }

        @Test
        void needsTheScopeToUpdate() {
            ResearchSubject subject = registered("SYN-M-0006");

            Answer refused = move(
                    sites.withScope("coordinator", "system/ResearchSubject.rs"), subject, "eligible", "2026-03-05");

            assertThat(refused.status()).isEqualTo(403);
            assertThat(states(stored(subject))).hasSize(1);
        }

        @Test
        void ofTwoAtOnceOneIsRefused() throws Exception {
            for (int round = 0; round < 5; round++) {
                ResearchSubject subject = registered("SYN-M-01" + round);

                List<Answer> answers = atOnce(3, () -> move(coordinator, subject, "withdrawn", "2026-03-05"));

                assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(200, 409, 409);
                assertThat(answers).filteredOn(answer -> answer.status() == 409).allSatisfy(answer -> assertThat(
                                answer.issues())
                        .containsAnyOf("changed by another request", "stays there")
                        .doesNotContain("hfj", "insert", "ResourceTable"));
                assertThat(states(stored(subject)))
                        .containsExactly("screening 2026-03-02", "withdrawn 2026-03-05 (consent-withdrawn)");
            }
        }

        @Test
        void ofTwoAtOnceThatStoreTheirVerdictOneIsRefusedInWords() throws Exception {
            ResearchSubject subject = registered("SYN-M-0200");
            screened(subject);

            List<Answer> answers = atOnce(3, () -> move(coordinator, subject, "eligible", "2026-03-05"));

            assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(200, 409, 409);
            assertThat(answers).filteredOn(answer -> answer.status() == 409).allSatisfy(answer -> assertThat(
                            answer.issues())
                    .containsAnyOf("changed by another request", "not to eligible")
                    .doesNotContain("HAPI", "hfj", "insert", "ResourceTable"));
        }

        @Test
        void ofTwoUpdatesOfOneVersionOneIsRefusedInWords() throws Exception {
            ResearchSubject subject = registered("SYN-M-0201");
            ResearchSubject corrected = stored(subject);
            Histories.history("screening 2026-03-01").writeTo(corrected);

            List<Answer> answers = atOnce(
                    3, () -> coordinator.put(address(subject), FhirClient.json(corrected), "If-Match", "W/\"1\""));

            assertThat(answers).extracting(Answer::status).containsOnlyOnce(200).isSubsetOf(200, 409, 412);
            assertThat(answers).filteredOn(answer -> answer.status() != 200).allSatisfy(answer -> assertThat(
                            answer.issues())
                    .isNotBlank()
                    .doesNotContain("HAPI", "hfj", "insert", "ResourceTable"));
        }

        @Test
        void aSubjectWithoutStatesIsMovedOnceItsScreeningIsDated() {
            Labs.participant("undated-1");
            ResearchSubject undated = Labs.subject("undated-1", ResearchSubjectStatus.SCREENING);
            undated.setExtension(null);
            undated.setPeriod(null);
            assertThat(coordinator
                            .post("", Labs.transaction(Labs.participant("undated-1"), undated))
                            .status())
                    .isEqualTo(200);

            Answer refused = move(coordinator, undated, "withdrawn", "2026-03-05");
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.issues()).contains("since when the subject is in screening");

            undated.getPeriod().setStartElement(new DateTimeType("2026-03-01T09:00:00+08:00"));
            assertThat(coordinator.put(address(undated), undated).status()).isEqualTo(200);
            assertThat(states(move(coordinator, undated, "withdrawn", "2026-03-05")
                            .as(ResearchSubject.class)))
                    .containsExactly("screening 2026-03-01", "withdrawn 2026-03-05 (consent-withdrawn)");
        }
    }

    @Nested
    class WritingDirectly {

        private final ResearchSubject subject;

        WritingDirectly() {
            subject = registered("SYN-W-" + System.nanoTime());
            screened(subject);
            move(coordinator, subject, "eligible", "2026-03-05");
        }

        @Test
        void anUpdateMayMoveAndCorrect() {
            ResearchSubject corrected = stored(subject);
            Histories.history("screening 2026-02-28", "eligible 2026-03", "withdrawn 2026-04-01 (consent-withdrawn)")
                    .writeTo(corrected);

            Answer answer = coordinator.put(address(subject), corrected);

            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(stored(subject).getStatus()).isEqualTo(ResearchSubjectStatus.WITHDRAWN);
        }

        @Test
        void anUpdateObeysTheRules() {
            ResearchSubject dropped = stored(subject);
            dropped.setExtension(null);
            Answer answer = coordinator.put(address(subject), dropped);
            assertThat(answer.status()).as(answer.body()).isEqualTo(409);
            assertThat(answer.issues())
                    .startsWith("error ResearchSubject.extension The states that were recorded stay");

            ResearchSubject forbidden = stored(subject);
            Histories.history("screening 2026-03-02", "eligible 2026-03-05", "follow-up 2026-04-01")
                    .writeTo(forbidden);
            answer = coordinator.put(address(subject), forbidden);
            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.issues())
                    .contains("A subject in eligible can move to on-study-intervention, ineligible, off-study or"
                            + " withdrawn, not to follow-up.");

            ResearchSubject statusAlone = stored(subject);
            statusAlone.setStatus(ResearchSubjectStatus.WITHDRAWN);
            answer = coordinator.put(address(subject), statusAlone);
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.issues())
                    .startsWith("error ResearchSubject.status ")
                    .contains("$transition");

            ResearchSubject other = stored(subject);
            other.setIndividual(new Reference("Patient/acc-a"));
            answer = coordinator.put(address(subject), other);
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.issues()).startsWith("error ResearchSubject.individual ");

            assertThat(states(stored(subject))).containsExactly("screening 2026-03-02", "eligible 2026-03-05");
        }

        @Test
        void aPatchObeysTheRules() {
            Answer statusAlone = patch("[{\"op\":\"replace\",\"path\":\"/status\",\"value\":\"withdrawn\"}]");
            Answer dropped = patch("[{\"op\":\"remove\",\"path\":\"/extension\"}]");

            assertThat(statusAlone.status()).as(statusAlone.body()).isEqualTo(422);
            assertThat(statusAlone.issues()).contains("ResearchSubject.status ");
            assertThat(dropped.status()).as(dropped.body()).isEqualTo(409);
            assertThat(states(stored(subject))).containsExactly("screening 2026-03-02", "eligible 2026-03-05");
        }

        private Answer patch(String operations) {
            return coordinator.send("PATCH", address(subject), "application/json-patch+json", operations);
        }

        @Test
        void anEntryOfATransactionObeysTheRules() {
            ResearchSubject moved = stored(subject);
            moved.setStatus(ResearchSubjectStatus.WITHDRAWN);
            ResearchSubject fresh = Labs.subject("fresh-1", ResearchSubjectStatus.SCREENING);
            fresh.setStatus(ResearchSubjectStatus.ELIGIBLE);

            Answer updated = coordinator.post("", Labs.transaction(moved));
            Answer created = coordinator.post("", Labs.transaction(Labs.participant("fresh-1"), fresh));

            assertThat(updated.status()).as(updated.body()).isEqualTo(422);
            assertThat(created.status()).as(created.body()).isEqualTo(422);
            assertThat(created.issues()).contains("ResearchSubject.status ");
            assertThat(coordinator.get("/Patient/fresh-1").status()).isEqualTo(404);
        }

        @Test
        void aStateThatTheGuideLacksIsRefused() {
            ResearchSubject unknown = stored(subject);
            unknown.setStatus(ResearchSubjectStatus.ONSTUDY);

            assertThat(coordinator.put(address(subject), unknown).status()).isEqualTo(422);
        }
    }
}
