package org.platelink.trial.eligibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MedicationStatement;
import org.hl7.fhir.r4.model.MedicationStatement.MedicationStatementStatus;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.UriType;
import org.junit.jupiter.api.Test;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What the record leaves open, over HTTP: listed, attested, decided or refused. All persons are invented. */
@ServerTest
class AttestedRecordIT {

    private static final String GUIDE = "https://platelink.org/ig/msc-itp/";
    private static final String STUDY = "/ResearchStudy/NCT06813157";
    private static final String DAY = "2026-03-02";

    private final FhirClient coordinator;
    private final FhirClient operator;

    AttestedRecordIT(@LocalServerPort int port) {
        coordinator = FhirClient.at(port);
        operator = FhirClient.of(port, "operator");
    }

    @Test
    void aDrugWithoutAStartMakesNobodyEligibleUntilItIsMended() {
        ResearchSubject subject = registered(STUDY, "open-1", "1984-07-11");
        MedicationStatement aspirin =
                RecordedDrugsTests.statement("B01AC06", MedicationStatementStatus.UNKNOWN, null, null);
        aspirin.setSubject(subject.getIndividual());
        // Hypertension is on no list, and is seen by its address in the same transaction.
        screening(subject).condition("I10").add(aspirin).sendTo(coordinator);

        Answer refused = move(subject);
        assertThat(refused.status()).as(refused.body()).isEqualTo(422);
        assertThat(refused.issues())
                .contains("EXC03 is unknown: It is not recorded exactly enough: MedicationStatement/");

        MedicationStatement stored = (MedicationStatement) coordinator
                .get("/MedicationStatement?subject=" + subject.getIndividual().getReference())
                .bundle()
                .getEntry()
                .get(0)
                .getResource();
        stored.setStatus(MedicationStatementStatus.COMPLETED);
        stored.setEffective(new Period()
                .setStartElement(new DateTimeType("2025-01-01"))
                .setEndElement(new DateTimeType("2025-02-01")));
        assertThat(coordinator
                        .put("/MedicationStatement/" + stored.getIdPart(), stored)
                        .status())
                .isEqualTo(200);
        assertThat(move(subject).status()).isEqualTo(200);
    }

    @Test
    void whatNoListKnowsIsListedAndClosedByWhoeverSawIt() {
        ResearchSubject subject = registered(STUDY, "open-2", "1984-07-11");
        screening(subject).sendTo(coordinator);
        Condition local = condition(subject);
        Answer created = coordinator.post("/Condition", local);
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        String id = created.as(Condition.class).getIdElement().getIdPart();

        Parameters open = evaluated(subject);
        assertThat(verdict(open)).isEqualTo("undecided");
        ParametersParameterComponent record = open.getParameter("record");
        assertThat(part(record, "address")).isEqualTo("Condition/" + id + "/_history/1");
        assertThat(part(record, "says")).contains("K-77", "Knoten");

        QuestionnaireResponse form =
                (QuestionnaireResponse) open.getParameter("attestation").getResource();
        assertThat(form.getItem()).extracting(item -> item.getLinkId()).contains("EXC08", "EXC09a", "record.seen");
        form.getItem().stream().filter(item -> !item.hasAnswer()).forEach(item -> item.addAnswer()
                .setValue(new BooleanType(false)));
        assertThat(signed(form).status()).isEqualTo(201);
        assertThat(verdict(evaluated(subject))).isEqualTo("eligible");

        local.setId(id);
        local.getCode().setText("Knoten in der linken Brust");
        assertThat(coordinator.put("/Condition/" + id, local).status()).isEqualTo(200);
        Parameters changed = evaluated(subject);
        assertThat(verdict(changed)).isEqualTo("undecided");
        assertThat(part(changed.getParameter("record"), "address")).isEqualTo("Condition/" + id + "/_history/2");
    }

    @Test
    void aPositiveScreenStaysUntilAPersonDecidesWithAReason() {
        ResearchSubject subject = registered(STUDY, "open-3", "1984-07-11");
        screening(subject).coded("5195-3", true).sendTo(coordinator);
        Observation positive = (Observation) coordinator
                .get("/Observation?subject=" + subject.getIndividual().getReference()
                        + "&code=http://loinc.org%7C5195-3")
                .bundle()
                .getEntry()
                .get(0)
                .getResource();
        Observation negative = positive.copy();
        negative.setId((String) null);
        negative.setIdentifier(List.of());
        negative.setEffective(new DateTimeType("2026-03-04"));
        negative.setValue(new CodeableConcept(new Coding("http://snomed.info/sct", "260385009", null)));
        Answer stored = coordinator.post("/Observation", negative);
        assertThat(stored.status()).as(stored.body()).isEqualTo(201);

        assertThat(move(subject).issues()).contains("EXC09 is met");

        QuestionnaireResponse decision = new QuestionnaireResponse();
        decision.setQuestionnaire(Screening.ATTESTATION);
        decision.setSubject(subject.getIndividual());
        decision.addItem().setLinkId("EXC09a.decision").addAnswer().setValue(new BooleanType(true));
        assertThat(signed(decision).issues()).contains("EXC09a.reason");
        decision.addItem()
                .setLinkId("EXC09a.reason")
                .addAnswer()
                .setValue(new StringType("passive antibodies after gamma globulin, HBV DNA negative"));
        assertThat(signed(decision).issues()).contains("record.seen");
        QuestionnaireResponse.QuestionnaireResponseItemComponent seen =
                decision.addItem().setLinkId("record.seen");
        seen.addAnswer().setValue(new UriType("the-first-one"));
        assertThat(signed(decision).issues()).contains("such as Condition/12/_history/1");
        seen.getAnswerFirstRep()
                .setValue(new UriType("Observation/" + positive.getIdElement().getIdPart() + "/_history/"
                        + positive.getMeta().getVersionId()));
        assertThat(signed(decision).status()).isEqualTo(201);

        Answer moved = move(subject);
        assertThat(moved.status()).as(moved.body()).isEqualTo(200);
    }

    @Test
    void anAgeAndABirthDateDoNotContradictEachOther() {
        ResearchSubject subject = registered(STUDY, "open-4", "1984-03-20");

        assertThat(coordinator.post("/Observation", age(subject, 40)).issues())
                .contains("Observation.valueQuantity", "contradicts the registered birth date, 1984-03");
        assertThat(coordinator.post("/Observation", age(subject, 43)).status()).isEqualTo(422);
        assertThat(coordinator.post("/Observation", age(subject, 41)).status()).isEqualTo(201);

        Patient patient =
                coordinator.get("/" + subject.getIndividual().getReference()).as(Patient.class);
        patient.setBirthDateElement(new DateType("1994-03"));
        Answer refused = coordinator.put("/" + subject.getIndividual().getReference(), patient);
        assertThat(refused.status()).as(refused.body()).isEqualTo(422);
        assertThat(refused.issues()).contains("Patient.birthDate", "entered-in-error");
        patient.setBirthDateElement(new DateType("1984"));
        assertThat(coordinator
                        .put("/" + subject.getIndividual().getReference(), patient)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aStudyWithoutRulesMakesNobodyEligibleButByADecision() {
        ResearchStudy study = operator.get(STUDY).as(ResearchStudy.class);
        study.setId("decided-study");
        study.setEnrollment(List.of());
        assertThat(operator.put("/ResearchStudy/decided-study", study).status()).isIn(200, 201);
        ResearchSubject subject = registered("/ResearchStudy/decided-study", "open-5", "1984-07-11");

        assertThat(move(subject).issues()).contains("ResearchStudy.enrollment", "eligibility-decided-outside");

        study.addExtension(GUIDE + "StructureDefinition/eligibility-decided-outside", new BooleanType(true));
        assertThat(operator.put("/ResearchStudy/decided-study", study).status()).isEqualTo(200);
        assertThat(move(subject).issues()).contains("no decision on this subject by 2026-03-05 is recorded");

        Observation decision = decision(subject, "eligible", "2026-03-06T09:00:00+08:00");
        Answer stored = coordinator.post("/Observation", decision);
        assertThat(stored.status()).as(stored.body()).isEqualTo(201);
        assertThat(move(subject).status()).as("a decision of a later day").isEqualTo(422);
        coordinator.post("/Observation", decision(subject, "ineligible", "2026-03-04T09:00:00+08:00"));
        assertThat(move(subject).issues()).contains("does not say that it is eligible");
        Observation anonymous = decision(subject, "eligible", "2026-03-05T09:00:00+08:00");
        anonymous.setPerformer(List.of());
        assertThat(coordinator.post("/Observation", anonymous).status()).isEqualTo(422);
        coordinator.post("/Observation", decision(subject, "eligible", "2026-03-05T09:00:00+08:00"));
        Answer moved = move(subject);
        assertThat(moved.status()).as(moved.body()).isEqualTo(200);
    }

    @Test
    void theAssentOfAYoungMinorIsWaivedInTheConsent() {
        ResearchSubject subject = registered(STUDY, "open-6", "2020-07-11");

        Consent consent =
                coordinator.get("/" + subject.getConsent().getReference()).as(Consent.class);
        assertThat(consent.getExtensionByUrl(GUIDE + "StructureDefinition/assent-waiver")
                        .getValue()
                        .primitiveValue())
                .isEqualTo("Under 7, the age from which the study asks for the assent.");
    }

    private ResearchSubject registered(String study, String number, String birth) {
        Parameters person = new Parameters();
        person.addParameter()
                .setName("identifier")
                .setValue(new Identifier()
                        .setSystem("https://platelink.org/synthetic")
                        .setValue(number));
        person.addParameter("birthDate", new DateType(birth));
        person.addParameter("gender", new CodeType("female"));
        person.addParameter("consentDateTime", new DateTimeType("2026-03-02T09:00:00+08:00"));
        person.addParameter().setName("site").setValue(new Reference("Organization/site-unknown"));
        if (birth.startsWith("2")) {
            person.addParameter().setName("guardian").setValue(new CodeableConcept().setText("mother"));
        }
        Answer answer = coordinator.post(study + "/$register-subject", person);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.as(ResearchSubject.class);
    }

    private static Screening screening(ResearchSubject subject) {
        return new Screening(subject.getIndividual().getReferenceElement().getIdPart(), DAY, "2025-01-10");
    }

    private static Condition condition(ResearchSubject subject) {
        Condition condition = new Condition();
        condition.setSubject(subject.getIndividual());
        condition.setClinicalStatus(new CodeableConcept(
                new Coding("http://terminology.hl7.org/CodeSystem/condition-clinical", "active", null)));
        condition.getCode().addCoding(new Coding("https://hospital.example/codes", "K-77", null));
        condition.getCode().setText("Knoten");
        return condition;
    }

    private static Observation age(ResearchSubject subject, int years) {
        Observation age = new Observation();
        age.setStatus(ObservationStatus.FINAL);
        age.getCode().addCoding(new Coding("http://loinc.org", "30525-0", null));
        age.setSubject(subject.getIndividual());
        age.setEffective(new DateTimeType(DAY));
        age.setValue(new Quantity()
                .setValue(years)
                .setUnit("a")
                .setSystem("http://unitsofmeasure.org")
                .setCode("a"));
        return age;
    }

    private static Observation decision(ResearchSubject subject, String verdict, String time) {
        Observation decision = new Observation();
        decision.setStatus(ObservationStatus.FINAL);
        decision.getCode().addCoding(new Coding(GUIDE + "CodeSystem/person-decisions", "eligibility", null));
        decision.setSubject(subject.getIndividual());
        decision.addFocus(
                new Reference("ResearchSubject/" + subject.getIdElement().getIdPart()));
        decision.setEffective(new DateTimeType(time));
        decision.addPerformer()
                .setType("Practitioner")
                .setIdentifier(new Identifier()
                        .setSystem("https://platelink.org/synthetic")
                        .setValue("investigator-1"));
        decision.setValue(new CodeableConcept(new Coding(GUIDE + "CodeSystem/eligibility-verdict", verdict, null)));
        decision.addNote().setText("The screening committee looked at every criterion of the protocol.");
        return decision;
    }

    private Answer signed(QuestionnaireResponse form) {
        form.setStatus(QuestionnaireResponseStatus.COMPLETED);
        form.setAuthoredElement(new DateTimeType("2026-03-02T16:00:00+08:00"));
        form.setAuthor(new Reference()
                .setType("Practitioner")
                .setIdentifier(new Identifier()
                        .setSystem("https://platelink.org/synthetic")
                        .setValue("investigator-1")));
        return coordinator.post("/QuestionnaireResponse", form);
    }

    private Parameters evaluated(ResearchSubject subject) {
        Parameters asked = new Parameters();
        asked.addParameter("asOf", new DateType("2026-03-05"));
        Answer answer = coordinator.post(
                "/ResearchSubject/" + subject.getIdElement().getIdPart() + "/$evaluate-eligibility", asked);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.as(Parameters.class);
    }

    private Answer move(ResearchSubject subject) {
        Parameters step = new Parameters();
        step.addParameter("to", new CodeType("eligible"));
        step.addParameter("date", new DateType("2026-03-05"));
        return coordinator.post("/ResearchSubject/" + subject.getIdElement().getIdPart() + "/$transition", step);
    }

    private static String part(ParametersParameterComponent row, String name) {
        return row.getPart().stream()
                .filter(one -> one.getName().equals(name))
                .map(one -> one.getValue().primitiveValue())
                .findFirst()
                .orElse("");
    }

    private static String verdict(Parameters answer) {
        return ((CodeableConcept) answer.getParameter("verdict").getValue())
                .getCodingFirstRep()
                .getCode();
    }
}
