package org.platelink.trial.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.hl7.fhir.r4.model.AdverseEvent;
import org.hl7.fhir.r4.model.AdverseEvent.AdverseEventActuality;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.SimpleQuantity;
import org.junit.jupiter.api.Test;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.platelink.security.access.TwoSites;
import org.platelink.trial.schedule.Visits;
import org.springframework.boot.test.web.server.LocalServerPort;

/** All persons are invented. */
@ServerTest
class SafetyIT {

    private static final String GRADES = "/$grade-suggestions";
    private static final String EVENTS = "/$adverse-events";
    private static final String STUDY = "/ResearchStudy/NCT06813157";

    private final FhirClient coordinator;
    private final FhirClient analyst;
    private final TwoSites sites;

    SafetyIT(@LocalServerPort int port) {
        coordinator = FhirClient.at(port);
        analyst = FhirClient.of(port, "analyst-demo");
        sites = TwoSites.on(port);
    }

    @Test
    void aResultSuggestsAGradeWithItsEvidenceAndNothingIsStored() {
        Visits subject = treated("safe-1");
        String alt = alt(subject, "130", "40", "2026-04-01T08:00:00+08:00");
        String unknown = alt(subject, "131", null, "2026-04-02T08:00:00+08:00");

        Parameters answer = parameters(analyst, "/ResearchSubject/" + subject.subject() + GRADES);

        ParametersParameterComponent suggestion = rows(answer, "suggestion").get(0);
        assertThat(part(suggestion, "term")).isEqualTo("Alanine aminotransferase increased");
        assertThat(part(suggestion, "grade")).isEqualTo("2");
        assertThat(reference(suggestion, "result")).isEqualTo("Observation/" + alt);
        assertThat(reference(suggestion, "baseline")).startsWith("Observation/");
        assertThat(part(suggestion, "sentence"))
                .isEqualTo(
                        "Alanine aminotransferase increased: 130 U/L on 2026-04-01, above 3.0 and at most 5.0 times its"
                                + " upper limit of 40.");
        assertThat(rows(answer, "ungraded")).singleElement().satisfies(row -> assertThat(reference(row, "result"))
                .isEqualTo("Observation/" + unknown));
        assertThat(rows(answer, "worst"))
                .extracting(row -> part(row, "term") + " " + part(row, "grade") + " " + part(row, "subjects"))
                .containsExactly("Alanine aminotransferase increased 2 1");
        assertThat(coordinator
                        .get("/AdverseEvent?subject=Patient/" + subject.patient())
                        .body())
                .contains("\"total\":0");
    }

    @Test
    void adverseEventsAreListedWithTheirDaysAndCounted() {
        Visits subject = treated("safe-2");
        reported(subject, "Fever, synthetic", "2026-03-17", 1, "Non-serious");
        reported(subject, "Fever, synthetic", "2026-04-17", 1, "Non-serious");
        reported(subject, "Epistaxis, synthetic", "2026-05", 3, "Serious");

        Parameters answer = parameters(coordinator, "/ResearchSubject/" + subject.subject() + EVENTS);

        assertThat(rows(answer, "event"))
                .extracting(
                        row -> part(row, "term") + " " + part(row, "date") + " " + part(row, "daysSinceFirstInfusion")
                                + " " + part(row, "grade") + " " + part(row, "seriousness"))
                .containsExactly(
                        "Fever, synthetic 2026-03-17 1 1 Non-serious",
                        "Fever, synthetic 2026-04-17 32 1 Non-serious",
                        "Epistaxis, synthetic 2026-05  3 Serious");
        assertThat(rows(answer, "count"))
                .extracting(row -> part(row, "term") + " " + part(row, "events") + " " + part(row, "subjects") + " "
                        + part(row, "serious"))
                .containsExactly("Epistaxis, synthetic 1 1 1", "Fever, synthetic 2 1 0");
        assertThat(rows(
                        parameters(coordinator, "/ResearchSubject/" + subject.subject() + EVENTS + "?asOf=2026-04-16"),
                        "event"))
                .hasSize(1);
        assertThat(answer.getParameter().get(0).getValue().primitiveValue())
                .isEqualTo("Stopping rules: none, for the protocol states none.");
    }

    @Test
    void aStudyIsSeenAsFarAsTheCallerMaySeeIt() {
        Visits subject = treated("safe-3");
        alt(subject, "900", "40", "2026-04-01T08:00:00+08:00");
        reported(subject, "Headache, synthetic", "2026-03-17", 1, "Non-serious");
        String number = "ResearchSubject/" + subject.subject();

        for (String operation : List.of(GRADES, EVENTS)) {
            assertThat(analyst.get(STUDY + operation).body()).contains(number);
            assertThat(coordinator.get(STUDY + operation).body()).contains(number);
            assertThat(sites.as("coordinator-b").get(STUDY + operation).body()).doesNotContain(number);
            assertThat(sites.as("coordinator-b")
                            .get("/ResearchSubject/" + subject.subject() + operation)
                            .status())
                    .isEqualTo(404);
            assertThat(coordinator.get(STUDY + operation + "?site=site-b").status())
                    .isEqualTo(403);
            assertThat(analyst.get("/ResearchStudy/nothing" + operation).status())
                    .isEqualTo(404);
        }
    }

    @Test
    void tablesComeAsCsv() {
        Visits subject = treated("safe-4");
        alt(subject, "900", "40", "2026-04-01T08:00:00+08:00");
        String one = "/ResearchSubject/" + subject.subject();

        assertThat(analyst.get(one + GRADES + "?_format=text/csv").body())
                .startsWith(
                        "subject,number,site,term,grade,measured,beforeTreatment,result,baseline,sentence\r\nResearchSubject/");
        assertThat(analyst.get(one + GRADES + "?_format=text/csv&table=worst").body())
                .isEqualTo("term,grade,subjects\r\nAlanine aminotransferase increased,4,1\r\n");
        assertThat(analyst.get(one + EVENTS + "?_format=text/csv&table=counts").body())
                .isEqualTo("term,grade,events,subjects,serious\r\n");
    }

    @Test
    void aQuestionThatCannotBeAnsweredIsRefusedWithWhatToDo() {
        Visits subject = treated("safe-5");
        String one = "/ResearchSubject/" + subject.subject();

        assertThat(refused(one + GRADES + "?least=5")).contains("least is a grade from 0 to 4.");
        assertThat(refused(one + GRADES + "?table=all")).contains("The table is suggestions, ungraded or worst.");
        assertThat(refused(one + EVENTS + "?table=all")).contains("The table is events or counts.");
        assertThat(refused(one + EVENTS + "?grade=3")).contains("has the parameters asOf, table, and no others");
        assertThat(refused(STUDY + EVENTS + "?asOf=2126-01-01")).contains("asOf is in the future");
    }

    private String refused(String address) {
        Answer answer = coordinator.get(address);
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        return answer.body();
    }

    /** A subject who was screened with an ALT of 31 and first treated on 2026-03-16. */
    private Visits treated(String number) {
        Visits subject =
                Visits.of(coordinator, number, "2026-03-02T09:00:00+08:00").eligible("2026-03-09");
        subject.infusion("infusion-1", "2026-03-16T10:00:00+08:00");
        return subject;
    }

    private String alt(Visits subject, String value, String limit, String time) {
        Observation alt = new Observation();
        alt.setStatus(ObservationStatus.FINAL);
        alt.addCategory()
                .addCoding(
                        new Coding("http://terminology.hl7.org/CodeSystem/observation-category", "laboratory", null));
        alt.getCode().addCoding(new Coding("http://loinc.org", "1742-6", null));
        alt.setSubject(new Reference("Patient/" + subject.patient()));
        alt.setEffective(new DateTimeType(time));
        alt.setValue(units(value, new Quantity()));
        if (limit != null) {
            alt.addReferenceRange().setHigh((SimpleQuantity) units(limit, new SimpleQuantity()));
        }
        Answer answer = coordinator.post("/Observation", alt);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.as(Observation.class).getIdPart();
    }

    private static Quantity units(String value, Quantity quantity) {
        return quantity.setValue(new BigDecimal(value))
                .setUnit("U/L")
                .setSystem("http://unitsofmeasure.org")
                .setCode("U/L");
    }

    private void reported(Visits subject, String what, String day, int grade, String seriousness) {
        AdverseEvent event = new AdverseEvent();
        event.addExtension("https://platelink.org/ig/msc-itp/StructureDefinition/ae-grade", new IntegerType(grade));
        event.setActuality(AdverseEventActuality.ACTUAL);
        event.setEvent(new CodeableConcept().setText(what));
        event.setSubject(new Reference("Patient/" + subject.patient()));
        event.setDateElement(new DateTimeType(day));
        event.setSeriousness(new CodeableConcept(
                new Coding("http://terminology.hl7.org/CodeSystem/adverse-event-seriousness", seriousness, null)));
        event.addStudy(new Reference("ResearchStudy/NCT06813157"));
        Answer answer = coordinator.post("/AdverseEvent", event);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    private static Parameters parameters(FhirClient client, String address) {
        Answer answer = client.get(address);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.as(Parameters.class);
    }

    private static List<ParametersParameterComponent> rows(Parameters answer, String name) {
        return answer.getParameter().stream()
                .filter(row -> row.getName().equals(name))
                .toList();
    }

    private static String part(ParametersParameterComponent row, String name) {
        return row.getPart().stream()
                .filter(part -> part.getName().equals(name))
                .map(part -> part.getValue().primitiveValue())
                .findFirst()
                .orElse("");
    }

    private static String reference(ParametersParameterComponent row, String name) {
        return row.getPart().stream()
                .filter(part -> part.getName().equals(name))
                .map(part -> ((Reference) part.getValue()).getReference())
                .findFirst()
                .orElse("");
    }
}
