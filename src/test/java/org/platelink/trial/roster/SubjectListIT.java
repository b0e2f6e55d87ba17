package org.platelink.trial.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.platelink.laboratory.lab.Labs;
import org.platelink.security.access.TwoSites;
import org.platelink.trial.schedule.Visits;
import org.springframework.boot.test.web.server.LocalServerPort;

/** All persons are invented. */
@ServerTest
class SubjectListIT {

    private static final String STUDY = "/ResearchStudy/NCT06813157/";
    private static final String LIST = STUDY + "$subject-list?_format=text/csv";
    private static final Duration SOON = Duration.ofSeconds(60);

    private final FhirClient coordinator;
    private final FhirClient analyst;
    private final TwoSites sites;

    SubjectListIT(@LocalServerPort int port) {
        coordinator = FhirClient.at(port);
        analyst = FhirClient.of(port, "analyst-demo");
        sites = TwoSites.on(port);
    }

    @Test
    void responsesAreThoseOfTheSummary() {
        await().atMost(SOON).untilAsserted(() -> {
            Map<String, String> listed = rates(LIST + "&table=responses", row -> true);
            Map<String, String> judged = rates(
                    STUDY + "$response-summary?_format=text/csv",
                    row -> row.get("population").equals("all-treated")
                            && row.get("response").equals("any")
                            && listed.containsKey(row.get("visit")));
            assertThat(listed).isEqualTo(judged);
        });
    }

    /** By visit: how many of how many, and the interval. */
    private Map<String, String> rates(String path, Predicate<CSVRecord> which) throws IOException {
        String csv = coordinator.get(path).body();
        Map<String, String> rates = new TreeMap<>();
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .build();
        try (CSVParser rows = CSVParser.parse(csv, format)) {
            for (CSVRecord row : rows) {
                if (which.test(row)) {
                    rates.put(
                            row.get("visit"),
                            row.get("n") + "/" + row.get("of") + " " + row.get("lower") + " " + row.get("upper") + " "
                                    + row.get("notEvaluable") + " " + row.get("notYet"));
                }
            }
        }
        return rates;
    }

    @Test
    void aRowFollowsWhatIsWrittenAtOnce() {
        Visits subject = Visits.of(coordinator, "list-1", "2026-03-02T09:00:00+08:00");
        assertThat(row(subject)).containsEntry("state", "screening").containsEntry("consented", "2026-03-02");

        subject.eligible("2026-03-09");
        assertThat(row(subject)).containsEntry("state", "eligible").containsEntry("since", "2026-03-09");

        subject.visit("v2-baseline", "2026-03-10");
        subject.infusion("infusion-1", "2026-03-16T10:00:00+08:00");
        String count = counted(subject, "62", "2026-03-17");
        assertThat(row(subject))
                .containsEntry("state", "on-study-intervention")
                .containsEntry("firstInfusion", "2026-03-16")
                .containsEntry("infusions", "1")
                .containsEntry("lastVisit", "2026-03-16")
                .containsEntry("platelets", "62")
                .containsEntry("plateletsDate", "2026-03-17")
                .containsEntry("plateletsResult", "Observation/" + count)
                .containsEntry("unit", "10*9/L");

        Observation corrected = coordinator.get("/Observation/" + count).as(Observation.class);
        corrected.setStatus(ObservationStatus.CORRECTED);
        corrected.getValueQuantity().setValue(new BigDecimal("12"));
        assertThat(coordinator.put("/Observation/" + count, corrected).status()).isEqualTo(200);
        assertThat(row(subject)).containsEntry("platelets", "12");
        assertThat(row(subject).get("course")).endsWith("2026-03-17=12");

        corrected.setStatus(ObservationStatus.ENTEREDINERROR);
        assertThat(coordinator.put("/Observation/" + count, corrected).status()).isEqualTo(200);
        assertThat(row(subject).get("plateletsResult")).isNotEqualTo("Observation/" + count);
    }

    @Test
    void aResultThatIsGivenToAnotherSubjectLeavesTheFirst() {
        Visits first = Visits.of(coordinator, "list-2", "2026-03-02T09:00:00+08:00");
        Visits second = Visits.of(coordinator, "list-3", "2026-03-02T09:00:00+08:00");
        String count = counted(first, "33", "2026-03-05");
        assertThat(row(first)).containsEntry("course", "2026-03-05=33");

        Observation moved = coordinator.get("/Observation/" + count).as(Observation.class);
        moved.setSubject(new Reference("Patient/" + second.patient()));
        Answer answer = coordinator.put("/Observation/" + count, moved);

        boolean allowed = answer.status() == 200;
        assertThat(row(first)).containsEntry("course", allowed ? "" : "2026-03-05=33");
        assertThat(row(second)).containsEntry("course", allowed ? "2026-03-05=33" : "");
    }

    @Test
    void itSaysWhatItsSiblingsSayOfEachSubject() {
        treated("list-4", "12", "62");
        Visits grave = treated("list-5", "12", "120");
        Answer alt = coordinator.post(
                "/Observation", Labs.alt(grave.patient(), "list-5-alt", "900", "2026-05-18T08:00:00+08:00"));
        assertThat(alt.status()).as(alt.body()).isEqualTo(201);

        await().atMost(SOON).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
            Map<String, Map<String, String>> listed = rows(analyst, LIST, "subject");
            assertThat(listed.values()).allSatisfy(row -> assertThat(row).containsEntry("pending", ""));
            assertThat(column(listed, "response")).containsAllEntriesOf(responses());
            assertThat(column(listed, "worstGrade")).containsAllEntriesOf(worst());
        });
        Map<String, Map<String, String>> listed = rows(analyst, LIST, "subject");
        Map<String, Map<String, String>> next =
                rows(analyst, STUDY + "$upcoming-visits?days=3660&_format=text/csv", "subject");
        listed.forEach((subject, row) -> {
            Map<String, String> visit = next.getOrDefault(subject, Map.of());
            assertThat(row.get("nextVisit")).as(subject).isEqualTo(visit.getOrDefault("visit", ""));
            assertThat(row.get("nextTarget")).isEqualTo(visit.getOrDefault("target", ""));
            assertThat(row.get("nextEarliest")).isEqualTo(visit.getOrDefault("earliest", ""));
            assertThat(row.get("nextLatest")).isEqualTo(visit.getOrDefault("latest", ""));
            assertThat(row.get("nextStatus")).isEqualTo(visit.getOrDefault("status", ""));
        });
        assertThat(column(listed, "missed")).isEqualTo(compliance("missed"));
        assertThat(column(listed, "outOfWindow")).isEqualTo(compliance("early", "late"));
    }

    @Test
    void aSiteSeesItsOwnSubjectsOnly() {
        Visits subject = Visits.of(coordinator, "list-6", "2026-03-02T09:00:00+08:00");
        FhirClient other = sites.as("coordinator-b");

        for (String table : List.of("subjects", "counts")) {
            assertThat(answer(other.get(LIST + "&table=" + table)).body()).doesNotContain(subject.subject());
            assertThat(answer(coordinator.get(LIST + "&table=" + table)).body()).doesNotContain("site-b");
        }
        assertThat(rows(other, LIST, "subject").values())
                .extracting(row -> row.get("site"))
                .containsOnly("site-b");
        assertThat(rows(other, LIST + "&table=flow", "stage").get("screened").get("n"))
                .isEqualTo(String.valueOf(rows(other, LIST, "subject").size()));
        assertThat(other.get(LIST + "&site=Organization/site-unknown").status()).isEqualTo(403);
        assertThat(rows(analyst, LIST + "&site=site-b", "subject")).isEqualTo(rows(other, LIST, "subject"));
    }

    @Test
    void countsComeByVisitWithTheirResponses() {
        Visits subject = treated("list-7", "12", "62");
        String reference = "ResearchSubject/" + subject.subject();

        await().atMost(SOON).untilAsserted(() -> assertThat(lines(coordinator, LIST + "&table=counts"))
                .filteredOn(line -> line.get("subject").equals(reference))
                .extracting(line ->
                        String.join(" ", line.get("visit"), line.get("date"), line.get("value"), line.get("response")))
                .contains("v2-baseline 2026-03-10 12 ", "fu-d14 2026-05-18 62 R"));
    }

    @Test
    void itIsParametersToo() {
        Visits subject = Visits.of(coordinator, "list-8", "2026-03-02T09:00:00+08:00");

        assertThat(answer(coordinator.get(STUDY + "$subject-list")).as(Parameters.class).getParameter().stream()
                        .filter(row -> row.getName().equals("subject"))
                        .map(row -> ((Reference) row.getPart().get(0).getValue()).getReference()))
                .contains("ResearchSubject/" + subject.subject());
    }

    @Test
    void aQuestionThatCannotBeAnsweredIsRefused() {
        assertThat(coordinator.get(STUDY + "$subject-list?table=all").body())
                .contains("The table is subjects, counts, flow or responses.");
        assertThat(coordinator.get(STUDY + "$subject-list?asOf=2026-03-01").status())
                .isEqualTo(400);
        assertThat(analyst.get("/ResearchStudy/nothing/$subject-list").status()).isEqualTo(404);
    }

    private Visits treated(String number, String baseline, String day14) {
        Visits subject =
                Visits.of(coordinator, number, "2026-03-02T09:00:00+08:00").eligible("2026-03-09");
        subject.visit("v2-baseline", "2026-03-10");
        counted(subject, baseline, "2026-03-10");
        subject.infusion("infusion-1", "2026-03-16T10:00:00+08:00");
        subject.visit("fu-d14", "2026-05-18");
        counted(subject, day14, "2026-05-18");
        return subject;
    }

    private String counted(Visits subject, String value, String day) {
        Answer answer = coordinator.post("/Observation", subject.platelets(value, day + "T08:00:00+08:00"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.as(Observation.class).getIdPart();
    }

    private Map<String, String> row(Visits subject) {
        return rows(coordinator, LIST, "subject").get("ResearchSubject/" + subject.subject());
    }

    private Map<String, String> responses() {
        Map<String, String> best = new TreeMap<>();
        lines(analyst, STUDY + "$response-summary?table=subjects&_format=text/csv")
                .forEach(line -> best.put(line.get("subject"), line.get("best")));
        return best;
    }

    /** By the suggestions alone; no adverse events with grades are recorded of those who have them. */
    private Map<String, String> worst() {
        Map<String, Integer> worst = new TreeMap<>();
        lines(analyst, STUDY + "$grade-suggestions?least=1&_format=text/csv").stream()
                .filter(line -> line.get("beforeTreatment").equals("false"))
                .forEach(line -> worst.merge(line.get("subject"), Integer.valueOf(line.get("grade")), Math::max));
        lines(analyst, STUDY + "$adverse-events?_format=text/csv").stream()
                .filter(line -> !line.get("grade").isEmpty())
                .forEach(line -> worst.merge(line.get("subject"), Integer.valueOf(line.get("grade")), Math::max));
        Map<String, String> texts = new TreeMap<>();
        worst.forEach((subject, grade) -> texts.put(subject, String.valueOf(grade)));
        return texts;
    }

    private Map<String, String> compliance(String... statuses) {
        Map<String, Integer> counts = new TreeMap<>();
        lines(analyst, STUDY + "$visit-compliance?_format=text/csv")
                .forEach(line -> counts.merge(
                        line.get("subject"), List.of(statuses).contains(line.get("status")) ? 1 : 0, Integer::sum));
        Map<String, String> texts = new TreeMap<>();
        counts.forEach((subject, count) -> texts.put(subject, String.valueOf(count)));
        return texts;
    }

    private static Map<String, String> column(Map<String, Map<String, String>> rows, String name) {
        Map<String, String> column = new TreeMap<>();
        rows.forEach((subject, row) -> column.put(subject, row.get(name)));
        return column;
    }

    /** The first row of each. */
    private static Map<String, Map<String, String>> rows(FhirClient client, String path, String key) {
        Map<String, Map<String, String>> rows = new HashMap<>();
        lines(client, path).forEach(line -> rows.putIfAbsent(line.get(key), line.toMap()));
        return rows;
    }

    private static List<CSVRecord> lines(FhirClient client, String path) {
        try {
            return CSVFormat.RFC4180
                    .builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .build()
                    .parse(new java.io.StringReader(answer(client.get(path)).body()))
                    .getRecords();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static Answer answer(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }
}
