package org.platelink.trial.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.platelink.security.access.TwoSites;
import org.platelink.trial.schedule.Visits;
import org.springframework.boot.test.web.server.LocalServerPort;

/** All persons are invented. */
@ServerTest
class ResponseIT {

    private static final String GUIDE = "https://platelink.org/ig/msc-itp/";
    private static final String RESPONSE = "/$response";
    private static final String SUMMARY = "/ResearchStudy/NCT06813157/$response-summary";

    private final FhirClient coordinator;
    private final FhirClient analyst;
    private final TwoSites sites;

    ResponseIT(@LocalServerPort int port) {
        coordinator = FhirClient.at(port);
        analyst = FhirClient.of(port, "analyst-demo");
        sites = TwoSites.on(port);
    }

    @Test
    void eachFollowUpVisitHasItsResponseWithItsEvidence() {
        Visits subject = treated("resp-1");
        String count = counted(subject, "62", "2026-05-18");
        String bleeding = bled(subject, 0, "2026-05-18");
        counted(subject, "120", "2026-06-04");

        Parameters answer = asked(analyst, subject, "");

        assertThat(answer.getParameter("label").getValue().primitiveValue())
                .isEqualTo("Derived analysis; not the registered endpoint of the trial.");
        assertThat(codes(answer))
                .containsEntry("fu-d14", "R")
                .containsEntry("fu-m1", "CR")
                .containsEntry("fu-m2", "NE")
                .doesNotContainKey("early-withdrawal");
        assertThat(visit(answer, "fu-d14").getPart().stream()
                        .filter(part -> part.getName().equals("evidence"))
                        .map(part -> ((Reference) part.getValue()).getReference()))
                .contains("Observation/" + count, "Observation/" + bleeding)
                .hasSize(3);
        assertThat(part(row(answer, "course"), "daysToResponse")).isEqualTo("63");
    }

    @Test
    void whatIsStoredFollowsACorrectionAndItsHistoryIsKept() {
        Visits subject = treated("resp-2");
        String count = counted(subject, "62", "2026-05-18");
        stored(subject, "fu-d14", "R");
        assertThat(stored(subject, "fu-m1", "NE").getDerivedFrom()).isEmpty();

        Observation corrected = coordinator.get("/Observation/" + count).as(Observation.class);
        corrected.setStatus(ObservationStatus.CORRECTED);
        corrected.getValueQuantity().setValue(new BigDecimal("12"));
        assertThat(coordinator.put("/Observation/" + count, corrected).status()).isEqualTo(200);
        Observation now = stored(subject, "fu-d14", "NR");

        assertThat(now.getDerivedFrom())
                .extracting(Reference::getReference)
                .contains("Observation/" + count)
                .hasSize(2);
        assertThat(now.getMethod().getCodingFirstRep().getCode()).isEqualTo("IWG-2009");
        assertThat(now.getEncounter().getReference()).startsWith("Encounter/");
        assertThat(now.getEffectiveDateTimeType().getValueAsString()).isEqualTo("2026-05-18");
        assertThat(coordinator
                        .get("/Observation/" + now.getIdPart() + "/_history")
                        .as(Bundle.class)
                        .getEntry())
                .hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void bleedingAndRescueThatAreRecordedLaterChangeIt() {
        Visits subject = treated("resp-3");
        counted(subject, "162", "2026-05-18");
        stored(subject, "fu-d14", "CR");

        bled(subject, 1, "2026-05-18");

        stored(subject, "fu-d14", "NR");
        assertThat(codes(asked(coordinator, subject, "?rescueDays=7"))).containsEntry("fu-d14", "NR");
    }

    @Test
    void askedAgainAfterEachChangeItIsWhatTheRecordThenGives() {
        Visits subject = treated("resp-9");
        assertThat(codes(asked(analyst, subject, ""))).containsEntry("fu-d14", "NE");
        assertThat(codes(asked(analyst, subject, ""))).containsEntry("fu-d14", "NE");

        String count = counted(subject, "162", "2026-05-18");
        assertThat(codes(asked(analyst, subject, ""))).containsEntry("fu-d14", "CR");
        assertThat(codes(asked(analyst, subject, "?asOf=2026-05-01"))).containsEntry("fu-d14", "NE");
        assertThat(codes(asked(analyst, subject, ""))).containsEntry("fu-d14", "CR");

        Observation corrected = coordinator.get("/Observation/" + count).as(Observation.class);
        corrected.setStatus(ObservationStatus.CORRECTED);
        corrected.getValueQuantity().setValue(new BigDecimal("62"));
        assertThat(coordinator.put("/Observation/" + count, corrected).status()).isEqualTo(200);
        assertThat(codes(asked(analyst, subject, ""))).containsEntry("fu-d14", "R");

        corrected.setStatus(ObservationStatus.ENTEREDINERROR);
        assertThat(coordinator.put("/Observation/" + count, corrected).status()).isEqualTo(200);
        assertThat(codes(asked(analyst, subject, ""))).containsEntry("fu-d14", "NE");
    }

    @Test
    void aVisitThatWasRecordedInErrorHasNoResponseAnyMore() {
        Visits subject = treated("resp-4");
        counted(subject, "162", "2026-07-04");
        String visit = subject.visit("fu-m2", "2026-07-04");
        stored(subject, "fu-m2", "CR");

        var encounter = subject.encounter("fu-m2", "2026-07-04");
        encounter.setId("Encounter/" + visit);
        encounter.setStatus(org.hl7.fhir.r4.model.Encounter.EncounterStatus.ENTEREDINERROR);
        assertThat(coordinator.put("/Encounter/" + visit, encounter).status()).isEqualTo(200);

        assertThat(stored(subject, "fu-m2", "NE").getValueCodeableConcept().getText())
                .isEqualTo("The visit has not taken place.");
    }

    @Test
    void theSummaryCountsTheTreatedOfTheCallersSite() {
        treated("resp-5");

        Parameters summary = answer(analyst.get(SUMMARY)).as(Parameters.class);
        ParametersParameterComponent best = summary.getParameter().stream()
                .filter(row -> row.getName().equals("summary"))
                .filter(row -> "best".equals(part(row, "visit")) && "all-treated".equals(part(row, "population")))
                .findFirst()
                .orElseThrow();

        long treated = summary.getParameter().stream()
                .filter(row -> row.getName().equals("subject"))
                .count();
        assertThat(part(best, "of")).isEqualTo(String.valueOf(treated));
        Interval interval = Interval.of(Integer.parseInt(part(best, "n")), (int) treated);
        assertThat(Double.parseDouble(part(best, "upper"))).isCloseTo(interval.upper(), within());
        assertThat(sitesOf(answer(coordinator.get(SUMMARY)).as(Parameters.class)))
                .containsOnly("site-unknown");
        assertThat(coordinator.get(SUMMARY + "?site=Organization/" + "site-b").status())
                .isEqualTo(403);
    }

    private static org.assertj.core.data.Offset<Double> within() {
        return org.assertj.core.data.Offset.offset(0.0001);
    }

    private static List<String> sitesOf(Parameters summary) {
        return summary.getParameter().stream()
                .filter(row -> row.getName().equals("subject"))
                .map(row -> part(row, "site"))
                .distinct()
                .toList();
    }

    @Test
    void tablesComeAsCsv() {
        treated("resp-6");

        assertThat(csv(""))
                .startsWith("visit,population,response,n,of,proportion,lower,upper,notEvaluable,notYet\r\nfu-d14,");
        assertThat(csv("&table=subjects"))
                .startsWith(
                        "subject,number,site,firstInfusion,best,began,daysToResponse,lost,sentence\r\nResearchSubject/");
        assertThat(csv("&table=visits"))
                .startsWith("subject,number,visit,status,response,measured,confirmed,countOnly,result,sentence\r\n");
        assertThat(analyst.get(SUMMARY + "?table=all").body()).contains("The table is summary, subjects or visits.");
        assertThat(rowsOf("")).contains("summary", "time", "subject", "visit");
        assertThat(rowsOf("?table=summary")).containsExactlyInAnyOrder("label", "method", "summary", "time");
        assertThat(rowsOf("?table=visits")).containsExactlyInAnyOrder("label", "method", "visit", "time");
    }

    private Set<String> rowsOf(String query) {
        return answer(analyst.get(SUMMARY + query)).as(Parameters.class).getParameter().stream()
                .map(ParametersParameterComponent::getName)
                .collect(Collectors.toSet());
    }

    private String csv(String more) {
        return answer(analyst.get(SUMMARY + "?_format=text/csv" + more)).body();
    }

    @Test
    void aQuestionThatCannotBeAnsweredIsRefusedWithWhatToDo() {
        Visits subject = treated("resp-7");
        String address = "/ResearchSubject/" + subject.subject() + RESPONSE;

        assertThat(refused(address + "?asOf=2026-13-40")).contains("2026-13-40");
        assertThat(refused(address + "?asOf=2026-03")).contains("asOf must be a day");
        assertThat(refused(address + "?asOf=2126-03-01")).contains("asOf is in the future");
        assertThat(refused(address + "?rescueDays=-1")).contains("rescueDays is a number of days from 0");
        assertThat(refused(address + "?rescueDays=few"))
                .contains("A parameter of the operation must be a whole number");
        assertThat(refused(address + "?rescuedays=7")).contains("asOf, rescueDays, and no others");
        assertThat(coordinator.get("/ResearchSubject/nobody" + RESPONSE).status())
                .isEqualTo(404);
        assertThat(analyst.get("/ResearchStudy/nothing/$response-summary").status())
                .isEqualTo(404);
        assertThat(sites.as("coordinator-b").get(address).status()).isEqualTo(404);
    }

    private String refused(String address) {
        Answer answer = coordinator.get(address);
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        return answer.body();
    }

    @Test
    void nobodyCanSendAResponse() {
        Visits subject = treated("resp-8");
        counted(subject, "62", "2026-05-18");
        Observation stored = stored(subject, "fu-d14", "R");
        stored.getValueCodeableConcept().getCodingFirstRep().setCode("CR");

        assertThat(coordinator.put("/Observation/" + stored.getIdPart(), stored).status())
                .isEqualTo(422);
        stored.setId((String) null);
        assertThat(coordinator.post("/Observation", stored).status()).isEqualTo(422);
    }

    /** A subject with a baseline of 12, the first infusion on 2026-03-16, and visits at day 14 and month 1. */
    private Visits treated(String number) {
        Visits subject =
                Visits.of(coordinator, number, "2026-03-02T09:00:00+08:00").eligible("2026-03-09");
        subject.visit("v2-baseline", "2026-03-10");
        counted(subject, "12", "2026-03-10");
        subject.infusion("infusion-1", "2026-03-16T10:00:00+08:00");
        subject.visit("fu-d14", "2026-05-18");
        subject.visit("fu-m1", "2026-06-04");
        return subject;
    }

    private String counted(Visits subject, String value, String day) {
        Answer answer = coordinator.post("/Observation", subject.platelets(value, day + "T08:00:00+08:00"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.as(Observation.class).getIdPart();
    }

    private String bled(Visits subject, int grade, String day) {
        Observation bleeding = new Observation();
        bleeding.setStatus(ObservationStatus.FINAL);
        bleeding.getCode().addCoding(new Coding(GUIDE + "CodeSystem/trial-assessments", "bleeding", null));
        bleeding.setSubject(new Reference("Patient/" + subject.patient()));
        bleeding.setEffective(new DateTimeType(day));
        bleeding.setValue(new IntegerType(grade));
        Answer answer = coordinator.post("/Observation", bleeding);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.as(Observation.class).getIdPart();
    }

    private static Parameters asked(FhirClient client, Visits subject, String query) {
        return answer(client.get("/ResearchSubject/" + subject.subject() + RESPONSE + query))
                .as(Parameters.class);
    }

    private static Answer answer(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    /** The stored response of a visit, as soon as it is this one. */
    private Observation stored(Visits subject, String visit, String code) {
        String search = "/Observation?subject=Patient/" + subject.patient() + "&code=" + GUIDE
                + "CodeSystem/derived-results%7Citp-response&component-value-concept=" + GUIDE
                + "CodeSystem/trial-visit-code%7C" + visit;
        return await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(200))
                .until(
                        () -> analyst
                                .get(search + "&value-concept=" + GUIDE + "CodeSystem/itp-response%7C" + code)
                                .as(Bundle.class)
                                .getEntry()
                                .stream()
                                .map(entry -> (Observation) entry.getResource())
                                .findFirst()
                                .orElse(null),
                        found -> found != null);
    }

    private static Map<String, String> codes(Parameters answer) {
        Map<String, String> codes = new TreeMap<>();
        answer.getParameter().stream()
                .filter(row -> row.getName().equals("visit"))
                .forEach(row -> codes.put(part(row, "visit"), part(row, "code")));
        return codes;
    }

    private static ParametersParameterComponent visit(Parameters answer, String visit) {
        return answer.getParameter().stream()
                .filter(row -> row.getName().equals("visit") && visit.equals(part(row, "visit")))
                .findFirst()
                .orElseThrow();
    }

    private static ParametersParameterComponent row(Parameters answer, String name) {
        return answer.getParameter().stream()
                .filter(row -> row.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String part(ParametersParameterComponent row, String name) {
        return row.getPart().stream()
                .filter(part -> part.getName().equals(name))
                .map(part -> part.getValue().primitiveValue())
                .findFirst()
                .orElse("");
    }
}
