package org.platelink.trial.eligibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Library;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.platelink.security.access.TwoSites;
import org.springframework.boot.test.web.server.LocalServerPort;

/** All persons are invented. */
@ServerTest
class EligibilityIT {

    private static final String STUDY = "/ResearchStudy/NCT06813157";
    private static final String EVALUATE = "/$evaluate-eligibility";
    private static final String DAY = "2026-03-02";
    private static final String CRITERIA = "https://platelink.org/ig/msc-itp/CodeSystem/eligibility-criterion";

    private final FhirClient coordinator;
    private final FhirClient analyst;
    private final FhirClient operator;
    private final TwoSites sites;

    EligibilityIT(@LocalServerPort int port) {
        coordinator = FhirClient.at(port);
        analyst = FhirClient.of(port, "analyst-demo");
        operator = FhirClient.of(port, "operator");
        sites = TwoSites.on(port);
    }

    @Nested
    class Judging {

        @Test
        void aSubjectOfWhomEverythingIsKnownIsEligible() {
            ResearchSubject subject = registered("elig-1", "1984-07-11");
            screening(subject).sendTo(coordinator);

            Parameters answer = evaluated(subject, DAY);

            assertThat(verdict(answer)).isEqualTo("eligible");
            assertThat(answer.getParameters("criterion")).hasSize(23 + 5 + 4 + 2);
            assertThat(answer.getParameters("missing")).isEmpty();
        }

        @Test
        void whatIsMissingIsSaid() {
            ResearchSubject subject = registered("elig-2", "1984-07-11");
            screening(subject).without("2458-8").attest("INC08", null).sendTo(coordinator);

            Parameters answer = evaluated(subject, DAY);

            assertThat(verdict(answer)).isEqualTo("undecided");
            assertThat(answer.getParameters("missing"))
                    .extracting(missing -> missing.getValue().primitiveValue())
                    .containsExactly(
                            "INC08: the attestation of INC08", "EXC12: a final IgA that can be compared with 10 mg/dL");
        }

        @Test
        void theAgeIsThatOfTheConsentToTheDay() {
            for (List<String> one : List.of(
                    List.of("2022-03-02", "eligible"),
                    List.of("2022-03-03", "ineligible"),
                    List.of("1950-03-03", "eligible"),
                    List.of("1950-03-02", "ineligible"))) {
                ResearchSubject subject = registered("elig-born-" + one.get(0), one.get(0));
                screening(subject).sendTo(coordinator);

                assertThat(verdict(evaluated(subject, DAY))).as(one.get(0)).isEqualTo(one.get(1));
            }
        }

        @Test
        void theAnswersAreStoredWithTheirEvidenceAndReplacedWithTheirHistoryKept() {
            ResearchSubject subject = registered("elig-3", "1984-07-11");
            screening(subject).sendTo(coordinator);
            evaluated(subject, DAY);
            Observation first = stored(subject, "INC05b");

            Observation ast = (Observation)
                    resources("/Observation?subject=Patient/" + patient(subject) + "&code=http://loinc.org%7C1920-8")
                            .get(0);
            assertThat(value(first)).isEqualTo("met");
            assertThat(first.getValueCodeableConcept().getText())
                    .isEqualTo("AST 27 U/L on 2026-03-02, at most 3 times the upper limit of 35.");
            assertThat(first.getDerivedFromFirstRep().getReference()).isEqualTo("Observation/" + ast.getIdPart());
            assertThat(first.getFocusFirstRep().getReference()).isEqualTo("ResearchSubject/" + subject.getIdPart());

            ast.setStatus(Observation.ObservationStatus.CORRECTED);
            ast.getValueQuantity().setValue(270);
            assertThat(coordinator.put("/Observation/" + ast.getIdPart(), ast).status())
                    .isEqualTo(200);
            assertThat(verdict(evaluated(subject, DAY))).isEqualTo("ineligible");

            Observation second = stored(subject, "INC05b");
            assertThat(value(second)).isEqualTo("not-met");
            assertThat(second.getIdPart()).isEqualTo(first.getIdPart());
            assertThat(coordinator
                            .get("/Observation/" + first.getIdPart() + "/_history")
                            .bundle()
                            .getEntry())
                    .hasSize(2);
            assertThat(coordinator
                            .get("/Observation/" + stored(subject, "INC08").getIdPart() + "/_history")
                            .bundle()
                            .getEntry())
                    .as("what stayed the same has no further version")
                    .hasSize(1);
        }

        @Test
        void anAnalystFindsWhoDoesNotMeetACriterion() {
            ResearchSubject subject = registered("elig-4", "1984-07-11");
            screening(subject).measured("2465-3", "350", "mg/dL", null).sendTo(coordinator);
            evaluated(subject, DAY);

            assertThat(analyst.get("/Observation?code=" + CRITERIA + "%7CEXC12a&value-concept=met&subject=Patient/"
                                    + patient(subject))
                            .bundle()
                            .getEntry())
                    .hasSize(1);
            assertThat(analyst.post(address(subject) + EVALUATE, new Parameters())
                            .status())
                    .isEqualTo(403);
        }

        @Test
        void thePlannedDayIsRemembered() {
            ResearchSubject subject = registered("elig-12", "1984-07-11");
            screening(subject).drug("J06BA02", "2026-02-25", "2026-02-25").sendTo(coordinator);
            assertThat(verdict(evaluated(subject, DAY))).isEqualTo("undecided");

            Parameters planned = new Parameters();
            planned.addParameter("asOf", new DateType(DAY));
            planned.addParameter("plannedFirstInfusion", new DateType("2026-03-12"));
            assertThat(verdict(coordinator
                            .post(address(subject) + EVALUATE, planned)
                            .as(Parameters.class)))
                    .isEqualTo("eligible");

            assertThat(verdict(evaluated(subject, DAY))).isEqualTo("eligible");
        }

        @Test
        void theWholeStudyIsJudgedInOnePass() {
            ResearchSubject subject = registered("elig-5", "1984-07-11");
            screening(subject).sendTo(coordinator);

            Answer answer = coordinator.post(STUDY + EVALUATE, new Parameters());

            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).contains("ResearchSubject/" + subject.getIdPart());
        }
    }

    @Nested
    class Moving {

        @Test
        void toEligibleNeedsTheVerdict() {
            ResearchSubject subject = registered("elig-6", "1984-07-11");
            screening(subject).coded("5195-3", true).attest("EXC15", null).sendTo(coordinator);

            Answer refused = move(subject, "eligible", "2026-03-05");

            assertThat(refused.status()).as(refused.body()).isEqualTo(422);
            assertThat(refused.issues().lines())
                    .contains(
                            "error ResearchSubject.status EXC09 is met: An infection or immunodeficiency"
                                    + " that excludes is recorded, attested or tested positive.",
                            "error ResearchSubject.status EXC15 is needs-attestation: Nobody has attested it yet. It waits for"
                                    + " the attestation of EXC15.");
            assertThat(move(subject, "ineligible", "2026-03-05").status()).isEqualTo(200);
        }

        @Test
        void keepsTheVerdictThatItRestsOn() {
            ResearchSubject subject = registered("elig-7", "1984-07-11");
            screening(subject).sendTo(coordinator);

            assertThat(move(subject, "eligible", "2026-03-05").status()).isEqualTo(200);

            Observation verdict = (Observation) resources("/Observation?subject=Patient/" + patient(subject)
                            + "&code=https://platelink.org/ig/msc-itp/CodeSystem/derived-results%7Celigibility")
                    .get(0);
            assertThat(value(verdict)).isEqualTo("eligible");
            assertThat(verdict.getEffectiveDateTimeType().getValueAsString()).isEqualTo("2026-03-05");
        }

        @Test
        void byAnUpdateNeedsItToo() {
            ResearchSubject subject = registered("elig-8", "1984-07-11");
            String moved = FhirClient.json(subject)
                    .replace("\"status\":\"screening\"", "\"status\":\"eligible\"")
                    .replaceFirst(
                            "\"extension\":\\[",
                            "\"extension\":[{\"url\":\"https://platelink.org/ig/msc-itp/StructureDefinition/subject-state\",\"extension\":["
                                    + "{\"url\":\"state\",\"valueCode\":\"screening\"},{\"url\":\"began\",\"valueDate\":\"2026-03-02\"}]},")
                    .replace(
                            "{\"url\":\"state\",\"valueCode\":\"screening\"}",
                            "{\"url\":\"state\",\"valueCode\":\"eligible\"}")
                    .replaceFirst("\"valueCode\":\"eligible\"", "\"valueCode\":\"screening\"");

            Answer refused = coordinator.put(address(subject), moved);

            assertThat(refused.status()).as(refused.body()).isEqualTo(422);
            assertThat(refused.issues()).contains("cannot become eligible on 2026-03-02");
        }

        private Answer move(ResearchSubject subject, String to, String day) {
            Parameters step = new Parameters();
            step.addParameter("to", new CodeType(to));
            step.addParameter("date", new DateType(day));
            if (to.equals("ineligible")) {
                step.addParameter("reasonCode", new CodeType("screen-failure"));
                step.addParameter("criterion", new CodeType("INC02"));
            }
            return coordinator.post(address(subject) + "/$transition", step);
        }
    }

    @Nested
    class BadInput {

        @Test
        void ofTheOperationIsRefusedWithASentence() {
            ResearchSubject subject = registered("elig-9", "1984-07-11");
            String operation = address(subject) + EVALUATE;

            assertThat(coordinator.get(operation).status()).isIn(404, 405);
            assertThat(coordinator
                            .post(operation + "?asOf=2026-03-02", new Parameters())
                            .status())
                    .isEqualTo(400);
            assertThat(coordinator
                            .post(operation, asked("asOf", new DateType("2026-03")))
                            .issues())
                    .contains("asOf must be exact to the day");
            assertThat(coordinator
                            .post(operation, asked("asOf", new StringType("today")))
                            .issues())
                    .contains("of another type; send valueDate");
            assertThat(coordinator
                            .post(operation, asked("asof", new DateType(DAY)))
                            .issues())
                    .contains("has the parameters asOf, plannedFirstInfusion, and no others");
            assertThat(coordinator
                            .post(operation, asked("asOf", new DateType("2999-01-01")))
                            .issues())
                    .contains("asOf is in the future");
            assertThat(coordinator
                            .post("/ResearchSubject/none" + EVALUATE, new Parameters())
                            .status())
                    .isEqualTo(404);
            assertThat(sites.as("coordinator-b")
                            .post(operation, new Parameters())
                            .status())
                    .isEqualTo(404);
        }

        private Parameters asked(String name, Type value) {
            Parameters asked = new Parameters();
            asked.addParameter().setName(name).setValue(value);
            return asked;
        }

        @Test
        void nobodySendsAVerdict() {
            ResearchSubject subject = registered("elig-10", "1984-07-11");
            screening(subject).without("2458-8").sendTo(coordinator);
            evaluated(subject, DAY);
            Observation open = stored(subject, "EXC12b");
            open.getValueCodeableConcept().getCodingFirstRep().setCode("not-met");

            Answer replaced = coordinator.put("/Observation/" + open.getIdPart(), open);
            open.setId((String) null);
            Answer another = coordinator.post("/Observation", open);
            open.getCategory().clear();
            Answer disguised = coordinator.post("/Observation", open);

            assertThat(replaced.status()).isEqualTo(422);
            assertThat(replaced.issues()).contains("written by the server alone");
            assertThat(another.status()).isEqualTo(422);
            assertThat(disguised.status()).as(disguised.body()).isEqualTo(422);
            assertThat(value(stored(subject, "EXC12b"))).isEqualTo("unknown");
        }

        @Test
        void anAttestationAnswersWhatIsAsked() {
            ResearchSubject subject = registered("elig-11", "1984-07-11");

            QuestionnaireResponse misspelt =
                    screening(subject).attest("EXC16", true).attestation();
            Answer unknown = coordinator.post("/QuestionnaireResponse", misspelt);
            assertThat(unknown.status()).as(unknown.body()).isEqualTo(422);
            assertThat(unknown.issues()).contains("has no question EXC16; it has EXC01, ");

            QuestionnaireResponse ofAnother = screening(subject).attestation();
            ofAnother.setQuestionnaire("https://platelink.org/ig/msc-itp/Questionnaire/another");
            assertThat(coordinator.post("/QuestionnaireResponse", ofAnother).issues())
                    .contains("not one that this server has");

            QuestionnaireResponse words = screening(subject).attestation();
            words.getItemFirstRep().getAnswerFirstRep().setValue(new StringType("yes"));
            assertThat(coordinator.post("/QuestionnaireResponse", words).issues())
                    .contains("must be valueBoolean");

            QuestionnaireResponse unsigned = screening(subject).attestation();
            unsigned.setAuthor(null);
            assertThat(coordinator.post("/QuestionnaireResponse", unsigned).status())
                    .isEqualTo(422);
        }

        @Test
        void rulesThatDoNotCompileAreNotStored() {
            Library library = operator.get("/Library/msc-itp-eligibility").as(Library.class);
            byte[] text = library.getContentFirstRep().getData();
            String broken = new String(text, StandardCharsets.UTF_8)
                    .replace(
                            "Rules.\"Is Positive\"(\"Pregnancy Result\")",
                            "Rules.\"Is Pregnant\"(\"Pregnancy Result\")");
            library.getContentFirstRep().setData(broken.getBytes(StandardCharsets.UTF_8));

            Answer refused = operator.put("/Library/msc-itp-eligibility", library);

            assertThat(refused.status()).as(refused.body()).isEqualTo(422);
            assertThat(refused.issues())
                    .contains("Library.content.data", "The CQL does not compile. line ", "Is Pregnant");
        }
    }

    private ResearchSubject registered(String number, String birth) {
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
            person.addParameter("assent", new DateTimeType("2026-03-02T09:10:00+08:00"));
        }
        Answer answer = coordinator.post(STUDY + "/$register-subject", person);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.as(ResearchSubject.class);
    }

    private static Screening screening(ResearchSubject subject) {
        return new Screening(patient(subject), DAY, "2025-01-10");
    }

    private static String patient(ResearchSubject subject) {
        return subject.getIndividual().getReferenceElement().getIdPart();
    }

    private static String address(ResearchSubject subject) {
        return "/ResearchSubject/" + subject.getIdElement().getIdPart();
    }

    private Parameters evaluated(ResearchSubject subject, String asOf) {
        Parameters asked = new Parameters();
        asked.addParameter("asOf", new DateType(asOf));
        Answer answer = coordinator.post(address(subject) + EVALUATE, asked);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.as(Parameters.class);
    }

    private Observation stored(ResearchSubject subject, String criterion) {
        return (Observation)
                resources("/Observation?subject=Patient/" + patient(subject) + "&code=" + CRITERIA + "%7C" + criterion)
                        .get(0);
    }

    private List<Resource> resources(String search) {
        return coordinator.get(search).bundle().getEntry().stream()
                .map(BundleEntryComponent::getResource)
                .toList();
    }

    private static String value(Observation result) {
        return result.getValueCodeableConcept().getCodingFirstRep().getCode();
    }

    private static String verdict(Parameters answer) {
        return ((CodeableConcept) answer.getParameter("verdict").getValue())
                .getCodingFirstRep()
                .getCode();
    }
}
