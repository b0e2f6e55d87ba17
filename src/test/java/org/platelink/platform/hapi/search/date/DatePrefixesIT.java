package org.platelink.platform.hapi.search.date;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ResearchSubject.ResearchSubjectStatus;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Type;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.platelink.laboratory.lab.Labs;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Every prefix with every precision against every kind of date that is stored, held against FHIR's table of prefixes
 * as this test reads it. A time is a moment; a day, a month and a year are all of it, and a Period without an end has
 * none.
 */
@ServerTest
@TestInstance(Lifecycle.PER_CLASS)
class DatePrefixesIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PATIENT = "dates-1";
    private static final List<String> PREFIXES = List.of("", "eq", "ne", "gt", "ge", "lt", "le", "sa", "eb", "ap");

    private final FhirClient client;
    private final FhirClient analyst;
    private final Map<String, Type> stored = new LinkedHashMap<>();

    DatePrefixesIT(@LocalServerPort int port) {
        client = FhirClient.at(port);
        analyst = FhirClient.of(port, "analyst-demo");
    }

    @BeforeAll
    void store() {
        for (String time : new String[] {
            "2026",
            "2025",
            "2026-03",
            "2026-01",
            "2026-03-10",
            "2026-03-31",
            "2025-12-31T23:59:59Z",
            "2026-01-01T00:00:00Z",
            "2026-03-10T08:30:00Z",
            "2026-03-10T08:30:25.250Z",
            "2026-12-31T23:59:59Z"
        }) {
            stored.put("dates-" + time.replace(":", ""), new DateTimeType(time));
        }
        stored.put("dates-instant", new InstantType("2026-03-10T08:30:00.000Z"));
        stored.put("dates-over-new-year", period("2025-12-20", "2026-01-10"));
        stored.put("dates-since", period("2026-02-01T00:00:00Z", null));
        stored.put("dates-until", period(null, "2026-03-10"));
        stored.put("dates-hour", period("2026-03-10T08:00:00Z", "2026-03-10T09:00:00Z"));
        stored.put("dates-months", period("2026-01", "2026-03"));
        List<Resource> resources = new ArrayList<>(
                List.of(Labs.participant(PATIENT), Labs.subject(PATIENT, ResearchSubjectStatus.SCREENING)));
        stored.forEach((name, value) -> resources.add(observation(name, value)));
        Answer answer = client.post("", Labs.transaction(resources.toArray(Resource[]::new)));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private static Period period(String start, String end) {
        Period period = new Period();
        period.setStartElement(start == null ? null : new DateTimeType(start));
        period.setEndElement(end == null ? null : new DateTimeType(end));
        return period;
    }

    private static Observation observation(String name, Type when) {
        Observation observation = new Observation();
        observation.getMeta().addTag("https://platelink.org/synthetic", "synthetic", "Synthetic, no person");
        observation.addIdentifier().setSystem("https://hospital.example/lab").setValue(name);
        observation.setStatus(ObservationStatus.FINAL);
        observation.setCode(new CodeableConcept(
                new Coding().setSystem("https://hospital.example/lab").setCode("DATED")));
        observation.setSubject(new Reference("Patient/" + PATIENT));
        observation.setEffective(when);
        return observation;
    }

    static Stream<String> asked() {
        List<String> dates = List.of(
                "2025",
                "2026",
                "2027",
                "2025-12",
                "2026-01",
                "2026-02",
                "2026-03",
                "2025-12-31",
                "2026-01-10",
                "2026-03-10",
                "2026-03-10T08:30Z",
                "2026-03-10T09:00Z",
                "2026-03-10T08:30:00Z",
                "2026-03-10T08:30:25.250Z");
        return dates.stream().flatMap(date -> PREFIXES.stream().map(prefix -> prefix + date));
    }

    @ParameterizedTest
    @MethodSource("asked")
    void findsWhatTheTableOfPrefixesSays(String asked) {
        TreeSet<String> expected = new TreeSet<>();
        stored.forEach((name, value) -> {
            if (fits(asked, value)) {
                expected.add(name);
            }
        });

        assertThat(found("date=" + asked)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "date=2026-01,2026-03 ! 2026-01,2026-03",
                "date=lt2026-01,ge2026-12 ! lt2026-01,ge2026-12",
                "date=2026-03-10,gt2026-11 ! 2026-03-10,gt2026-11",
            })
    void findsWhatFitsOneOfSeveral(String query, String alternatives) {
        TreeSet<String> expected = new TreeSet<>();
        stored.forEach((name, value) -> {
            for (String one : alternatives.split(",")) {
                if (fits(one, value)) {
                    expected.add(name);
                }
            }
        });

        assertThat(found(query)).isEqualTo(expected).isNotEmpty();
    }

    @Test
    void findsWhatFitsAllOfSeveral() {
        assertThat(found("date=ge2026-01&date=ge2026-03-10&date=le2026-03&date=ne2026"))
                .containsExactly("dates-since", "dates-until");
        assertThat(found("date:missing=true")).isEmpty();
        assertThat(found("date:missing=false")).hasSameSizeAs(stored.keySet());
    }

    @Test
    void takesAZoneWhosePlusIsNotEncoded() {
        assertThat(found("date=2026-03-10T09:30+01:00"))
                .isEqualTo(found("date=2026-03-10T08:30Z"))
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Patient?_lastUpdated=2026-01|2026-03, takes no list",
        "Patient?_lastUpdated=2026-01|2026-03&_lastUpdated=ge2026, takes no list",
        "Patient?_lastUpdated=ne2026&_lastUpdated=ge2026, takes ne alone",
        "Patient?_lastUpdated=gt, has no value",
        "Patient?_lastUpdated=ge2026&_lastUpdated=yesterday, needs a date",
        "Patient?_lastUpdated=apyesterday, needs a date",
        "Patient?_has:Observation:patient:_lastUpdated=2026, by one date with gt",
        "Patient?_has:Observation:patient:_lastUpdated=ge2026|le2026, by one date with gt",
    })
    void refusesWhatItCannotTellOfWhenAResourceWasStored(String query, String sentence) {
        Answer refused = client.get("/" + query.replace('|', ','));

        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertThat(refused.issues()).contains("_lastUpdated").contains(sentence);
    }

    @ParameterizedTest
    @CsvSource({
        "Observation?_lastUpdated=2026-01%2C2026-03, takes no list",
        "Observation?_lastUpdated=ne2026&_lastUpdated=ge2026, takes ne alone",
    })
    void refusesItInEveryDoor(String query, String sentence) {
        Bundle batch = new Bundle().setType(Bundle.BundleType.BATCH);
        batch.addEntry().getRequest().setMethod(Bundle.HTTPVerb.GET).setUrl("Patient?_id=" + PATIENT);
        batch.addEntry().getRequest().setMethod(Bundle.HTTPVerb.GET).setUrl(query);
        Answer inABatch = client.post("", batch);
        Answer posted = client.send(
                "POST",
                "/Observation/_search",
                "application/x-www-form-urlencoded",
                query.substring(query.indexOf('?') + 1));
        Answer exported = analyst.get(
                "/$export?_type=Observation&_typeFilter="
                        + java.net.URLEncoder.encode(
                                query.replace("%2C", ","), java.nio.charset.StandardCharsets.UTF_8),
                "Prefer",
                "respond-async");

        assertThat(inABatch.status()).as(inABatch.body()).isEqualTo(200);
        assertThat(inABatch.bundle().getEntry().get(0).getResponse().getStatus())
                .startsWith("200");
        assertThat(inABatch.bundle().getEntry().get(1).getResponse().getStatus())
                .as(inABatch.body())
                .startsWith("400");
        assertThat(inABatch.body()).contains(sentence);
        for (Answer answer : List.of(posted, exported)) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(400);
            assertThat(answer.issues()).contains("_lastUpdated").contains(sentence);
        }
    }

    @Test
    void refusesWhatIsNoDate() {
        Answer refused = client.get("/Observation?date=yesterday");

        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertThat(refused.issues()).contains("yesterday");
    }

    @ParameterizedTest
    @CsvSource({
        "Patient?birthdate=ge1980, true",
        "Patient?birthdate=le1980, true",
        "Patient?birthdate=ge1979, true",
        "Patient?birthdate=lt1980, false",
        "Patient?birthdate=gt1980, false",
        "Patient?birthdate=eq1980, true",
        "Patient?birthdate=1979|1980, true",
        "ResearchSubject?screening-began=ge2026, true",
        "ResearchSubject?screening-began=le2026, true",
        "ResearchSubject?screening-began=ge2026-01, true",
        "ResearchSubject?screening-began=le2026-01, true",
        "ResearchSubject?screening-began=gt2026-01, false",
        "ResearchSubject?screening-began=lt2026, false",
        "Observation?patient:Patient.birthdate=ge1980, true",
        "Observation?patient:Patient.birthdate=le1980, true",
        "Patient?_has:Observation:patient:date=ge2026, true",
        "Patient?_has:Observation:patient:date=ge2027-06, true",
        "Patient?_has:Observation:patient:date=eb2025-01, false",
        "Patient?_has:Observation:patient:_lastUpdated=ge2026, true",
        "Patient?_has:Observation:patient:_lastUpdated=le2026-10, false",
        "Patient?_has:Observation:patient:_lastUpdated=gt2026-10-31, true",
    })
    void holdsForEveryParameterOfADate(String query, boolean isFound) {
        String own = query.startsWith("ResearchSubject")
                ? "&individual=Patient/" + PATIENT
                : query.startsWith("Patient") ? "&_id=" + PATIENT : "&subject=Patient/" + PATIENT;

        Answer answer = client.get("/" + query.replace('|', ',') + own);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(!answer.bundle().getEntry().isEmpty()).isEqualTo(isFound);
    }

    @Test
    void holdsForWhenAResourceWasStored() {
        LocalDate today = LocalDate.now(ZoneId.systemDefault());
        Map<String, Boolean> asked = new LinkedHashMap<>();
        for (Object date : List.of(today, YearMonth.from(today), Year.from(today))) {
            asked.put("ge" + date, true);
            asked.put("le" + date, true);
            asked.put("" + date, true);
            asked.put("eq" + date, true);
            asked.put("gt" + date, false);
            asked.put("lt" + date, false);
            asked.put("sa" + date, false);
            asked.put("eb" + date, false);
            asked.put("ne" + date, false);
        }
        asked.put("le" + today.minusDays(1), false);
        asked.put("ge" + today.plusDays(1), false);
        asked.put("ne" + today.minusYears(1).getYear(), true);
        asked.put("ap" + today, true);
        asked.put("ap" + today.minusYears(9), false);
        asked.put("ge2020&_lastUpdated=ge" + today.plusDays(1), false);
        asked.put("ge" + today.plusDays(1) + "&_lastUpdated=ge2020", false);
        asked.put("ge2020&_lastUpdated=ge" + today, true);
        asked.put(today + "&_lastUpdated=" + Year.from(today), true);
        asked.put(today + "&_lastUpdated=lt" + today, false);
        asked.put("le" + today + "&_lastUpdated=le2020", false);
        asked.put("ge2020&_lastUpdated=ge2021&_lastUpdated=le" + today, true);
        asked.put("ge2020&_lastUpdated=ap" + today, true);
        asked.put("le2020&_lastUpdated=ap" + today, false);
        asked.forEach((date, isFound) -> {
            for (String query : new String[] {
                "/Patient?_id=" + PATIENT + "&_lastUpdated=" + date,
                "/Patient?_id=" + PATIENT + "&_summary=count&_lastUpdated=" + date
            }) {
                Answer answer = client.get(query);
                assertThat(answer.status()).as(answer.body()).isEqualTo(200);
                boolean any = query.contains("count")
                        ? answer.bundle().getTotal() > 0
                        : !answer.bundle().getEntry().isEmpty();
                assertThat(any).as(query).isEqualTo(isFound);
            }
            Bundle batch = new Bundle().setType(Bundle.BundleType.BATCH);
            batch.addEntry()
                    .getRequest()
                    .setMethod(Bundle.HTTPVerb.GET)
                    .setUrl("Patient?_id=" + PATIENT + "&_lastUpdated=" + date);
            Answer answer = client.post("", batch);
            assertThat(answer.bundle().getEntryFirstRep().getResource())
                    .as(date + answer.body())
                    .isInstanceOfSatisfying(
                            Bundle.class,
                            found -> assertThat(found.hasEntry()).as(date).isEqualTo(isFound));
        });
    }

    @ParameterizedTest
    @CsvSource({
        "date=ge2026",
        "date=le2026-03",
        "date=2026-01%2C2026-03",
        "date=ap2026-03",
        "_lastUpdated=ge2026",
        "_lastUpdated=ap2026-11-30",
        "_lastUpdated=ge2020&_lastUpdated=ge2026",
        "date=sa2026-03-10",
    })
    void exportsWhatASearchFinds(String filter) throws IOException {
        String query = "subject=Patient/" + PATIENT + "&" + filter;
        Answer accepted = analyst.get(
                "/$export?_type=Observation&_typeFilter="
                        + java.net.URLEncoder.encode(
                                "Observation?" + query.replace("%2C", ","), java.nio.charset.StandardCharsets.UTF_8),
                "Prefer",
                "respond-async");
        assertThat(accepted.status()).as(accepted.body()).isEqualTo(202);
        String job = accepted.headers().firstValue("Content-Location").orElseThrow();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> analyst.get(job).status() != 202);
        Answer ended = analyst.get(job);
        assertThat(ended.status()).as(ended.body()).isEqualTo(200);
        TreeSet<String> exported = new TreeSet<>();
        for (JsonNode file : JSON.readTree(ended.body()).path("output")) {
            for (String line :
                    analyst.get(file.path("url").asText()).body().lines().toList()) {
                exported.add(JSON.readTree(line)
                        .path("identifier")
                        .get(0)
                        .path("value")
                        .asText());
            }
        }
        assertThat(exported).isEqualTo(found(filter)).isNotEmpty();
    }

    private TreeSet<String> found(String query) {
        Answer answer = client.get("/Observation?subject=Patient/" + PATIENT + "&_count=200&" + query);
        assertThat(answer.status()).as(query + answer.body()).isEqualTo(200);
        TreeSet<String> names = new TreeSet<>();
        answer.bundle()
                .getEntry()
                .forEach(entry -> names.add(((Observation) entry.getResource())
                        .getIdentifierFirstRep()
                        .getValue()));
        return names;
    }

    /** FHIR's table, in the words of a span from a first to a last moment. */
    private static boolean fits(String asked, Type value) {
        String prefix = Character.isDigit(asked.charAt(0)) ? "eq" : asked.substring(0, 2);
        String date = Character.isDigit(asked.charAt(0)) ? asked : asked.substring(2);
        long[] s = span(date, true);
        long[] t = span(value);
        if (prefix.equals("ap")) {
            long now = Instant.now().toEpochMilli();
            long tenth = (now < s[0] ? s[0] - now : now > s[1] ? now - s[1] : 0) / 10;
            return t[0] <= s[1] + tenth && t[1] >= s[0] - tenth;
        }
        boolean isContained = t[0] >= s[0] && t[1] <= s[1];
        boolean overlaps = t[0] <= s[1] && t[1] >= s[0];
        return switch (prefix) {
            case "eq" -> isContained;
            case "ne" -> !isContained;
            case "gt" -> t[1] > s[1];
            case "lt" -> t[0] < s[0];
            case "ge" -> t[1] > s[1] || overlaps;
            case "le" -> t[0] < s[0] || overlaps;
            case "sa" -> t[0] > s[1];
            case "eb" -> t[1] < s[0];
            default -> throw new IllegalArgumentException(prefix);
        };
    }

    private static long[] span(Type value) {
        if (value instanceof Period period) {
            return new long[] {
                period.hasStart() ? span(period.getStartElement().getValueAsString(), false)[0] : Long.MIN_VALUE / 2,
                period.hasEnd() ? span(period.getEndElement().getValueAsString(), false)[1] : Long.MAX_VALUE / 2
            };
        }
        return span(value.primitiveValue(), false);
    }

    private static long[] span(String text, boolean isAsked) {
        ZoneId here = ZoneId.systemDefault();
        if (text.length() <= 10) {
            LocalDate first =
                    LocalDate.parse(text + "-01-01".substring(text.length() == 4 ? 0 : text.length() == 7 ? 3 : 6));
            LocalDate next = text.length() == 4
                    ? first.plusYears(1)
                    : text.length() == 7 ? first.plusMonths(1) : first.plusDays(1);
            return new long[] {
                first.atStartOfDay(here).toInstant().toEpochMilli(),
                next.atStartOfDay(here).toInstant().toEpochMilli() - 1
            };
        }
        boolean isToTheMinute = text.length() == 17;
        long first =
                Instant.parse(isToTheMinute ? text.replace("Z", ":00Z") : text).toEpochMilli();
        long width = !isAsked || text.contains(".") ? 1 : isToTheMinute ? 60_000 : 1_000;
        return new long[] {first, first + width - 1};
    }
}
