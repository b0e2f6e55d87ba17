package org.platelink.platform.hapi.search.quantity;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Quantity.QuantityComparator;
import org.hl7.fhir.r4.model.ResearchSubject.ResearchSubjectStatus;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.platelink.laboratory.lab.Labs;
import org.platelink.security.access.TwoSites;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Platelets in several units and with comparators, and blood pressures of which a code and a value belong together. */
@ServerTest
@TestInstance(Lifecycle.PER_CLASS)
class QuantitySearchIT {

    private static final String SUBJECT = "quantities-1";
    private static final String UCUM = "http://unitsofmeasure.org";
    private static final String LOINC = "http://loinc.org";

    private final FhirClient client;
    private final FhirClient otherSite;

    QuantitySearchIT(@LocalServerPort int port) {
        client = FhirClient.at(port);
        otherSite = TwoSites.on(port).as("coordinator-b");
    }

    @BeforeAll
    void store() {
        List<Resource> resources = new ArrayList<>(
                List.of(Labs.participant(SUBJECT), Labs.subject(SUBJECT, ResearchSubjectStatus.SCREENING)));
        resources.add(platelets("q-27", "27.40", "10*9/L", null));
        resources.add(platelets("q-27.5", "27.5", "10*9/L", null));
        resources.add(platelets("q-9000", "9000", "/uL", null));
        resources.add(platelets("q-100", "100", "10*3/uL", null));
        resources.add(platelets("q-less-30", "30", "10*9/L", QuantityComparator.LESS_THAN));
        resources.add(platelets("q-more-1000", "1000", "10*9/L", QuantityComparator.GREATER_THAN));
        resources.add(pressure("q-high-systolic", "150", "80"));
        resources.add(pressure("q-high-diastolic", "140", "95"));
        resources.add(pressure("q-low", "118", "76"));
        Answer answer = client.post("", Labs.transaction(resources.toArray(Resource[]::new)));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private static Observation platelets(String name, String value, String unit, QuantityComparator comparator) {
        Observation platelets = Labs.platelets(SUBJECT, name, value, unit, "2026-01-06");
        platelets.getValueQuantity().setComparator(comparator);
        return platelets;
    }

    private static Observation pressure(String name, String systolic, String diastolic) {
        Observation pressure = Labs.result(SUBJECT, name, "85354-9", "1", "1", "2026-01-06");
        pressure.setValue(null);
        pressure.getCategory().clear();
        pressure.addCategory(new CodeableConcept(new Coding()
                .setSystem("http://terminology.hl7.org/CodeSystem/observation-category")
                .setCode("vital-signs")));
        component(pressure, "8480-6", systolic);
        component(pressure, "8462-4", diastolic);
        return pressure;
    }

    private static void component(Observation pressure, String loinc, String value) {
        pressure.addComponent()
                .setCode(new CodeableConcept(new Coding().setSystem(LOINC).setCode(loinc)))
                .setValue(new Quantity()
                        .setValue(new BigDecimal(value))
                        .setUnit("mm[Hg]")
                        .setSystem(UCUM)
                        .setCode("mm[Hg]"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                // As FHIR's table has it: a value below 30 may also be below 20, and above 10.
                "lt30|UCUM|10*9/L ! q-27 q-27.5 q-9000 q-less-30",
                "le30|UCUM|10*9/L ! q-27 q-27.5 q-9000 q-less-30",
                "lt20|UCUM|10*9/L ! q-9000 q-less-30",
                "30|UCUM|10*9/L ! ~",
                "ge30|UCUM|10*9/L ! q-100 q-more-1000",
                "gt30|UCUM|10*9/L ! q-100 q-more-1000",
                "gt28|UCUM|10*9/L ! q-100 q-less-30 q-more-1000",
                "gt1000|UCUM|10*9/L ! q-more-1000",
                "ge1000|UCUM|10*9/L ! q-more-1000",
                "1000|UCUM|10*9/L ! ~",
                "le1000|UCUM|10*9/L ! q-100 q-27 q-27.5 q-9000 q-less-30",
                "gt1000000|UCUM|/uL ! q-more-1000",
                "lt30000|UCUM|/uL ! q-27 q-27.5 q-9000 q-less-30",
                "ge30000|UCUM|/uL ! q-100 q-more-1000",
                "27|UCUM|10*9/L ! q-27",
                "eq27|UCUM|10*9/L ! q-27",
                "27.4|UCUM|10*9/L ! q-27",
                "27.40|UCUM|10*9/L ! q-27",
                "27.41|UCUM|10*9/L ! ~",
                "2.7e1|UCUM|10*9/L ! q-27",
                "28|UCUM|10*9/L ! q-27.5",
                "27|UCUM|10*3/uL ! q-27",
                "27400|UCUM|/uL ! q-27",
                "1e2|UCUM|10*9/L ! q-100",
                "27 ! q-27",
                "9000 ! q-9000",
                "lt30 ! q-27 q-27.5 q-less-30",
                "ge30 ! q-100 q-9000 q-more-1000",
                "30 ! ~",
                "27.4||10*9/L ! q-27",
                "27.4||10^9/L ! q-27",
                "sa27.4|UCUM|10*9/L ! q-100 q-27.5 q-more-1000",
                "eb27.5|UCUM|10*9/L ! q-27 q-9000",
                "eb30|UCUM|10*9/L ! q-27 q-27.5 q-9000 q-less-30",
                "ap30|UCUM|10*9/L ! q-27 q-27.5 q-less-30",
                "ap95|UCUM|10*9/L ! q-100",
                "ap950|UCUM|10*9/L ! q-more-1000",
                "ne27|UCUM|10*9/L ! q-100 q-27.5 q-9000 q-less-30 q-more-1000",
                "27|UCUM|10*9/L,100|UCUM|10*3/uL ! q-100 q-27",
                "gt1000|UCUM|10*9/L,27.5 ! q-27.5 q-more-1000",
            })
    void findsNumbersAsTheyWereMeant(String asked, String names) {
        assertThat(found("code=777-3", "value-quantity=" + asked.replace("UCUM", UCUM)))
                .isEqualTo(set(names));
    }

    @Test
    void knowsThatAValueWithAComparatorIsThere() {
        assertThat(found("code=777-3", "value-quantity:missing=true")).isEmpty();
        assertThat(found("code=777-3", "value-quantity:missing=false")).hasSize(6);
        assertThat(found("code=85354-9", "value-quantity:missing=true")).hasSize(3);
    }

    @Test
    void ordersByWhatANumberMeans() {
        List<String> ascending = inOrder("code=777-3&_sort=value-quantity");

        assertThat(ascending).containsExactly("q-9000", "q-27", "q-27.5", "q-less-30", "q-100", "q-more-1000");
        List<String> descending = inOrder("code=777-3&_sort=-value-quantity");
        assertThat(descending).containsExactly("q-more-1000", "q-100", "q-less-30", "q-27.5", "q-27", "q-9000");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "27|UCUM|G/L ! gauss per litre",
                "lt30||G/L ! 10*9/L",
                "lt30|UCUM|K/uL ! 10*3/uL",
                "lt30|UCUM|x10E9/L ! no unit of UCUM",
                "lt30||Giga per litre ! no unit of UCUM",
                "lt30|UCUM| ! names a system of units and no unit",
                "lt30|UCUM|10*9/L,lt30|UCUM|mmHg ! mm[Hg]",
            })
    void refusesAUnitByWhichNothingCanBeFound(String asked, String sentence) {
        Answer refused = client.get("/Observation?value-quantity=" + encoded(asked.replace("UCUM", UCUM)));

        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertThat(refused.issues()).contains("value-quantity").contains(sentence);
        Answer has =
                client.get("/Patient?_has:Observation:patient:value-quantity=" + encoded(asked.replace("UCUM", UCUM)));
        assertThat(has.status()).as(has.body()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "component-code-value-quantity=LOINC|8480-6$gt140 ! q-high-systolic",
                "component-code-value-quantity=LOINC|8480-6$gt140|UCUM|mm[Hg] ! q-high-systolic",
                "component-code-value-quantity=LOINC|8480-6$ge140|UCUM|mm[Hg] ! q-high-diastolic q-high-systolic",
                "component-code-value-quantity=8480-6$gt18.6|UCUM|kPa ! q-high-diastolic q-high-systolic",
                "component-code-value-quantity=LOINC|8462-4$gt90 ! q-high-diastolic",
                "component-code-value-quantity=LOINC|8462-4$gt140 ! ~",
                "component-code-value-quantity=LOINC|8480-6$118,LOINC|8462-4$gt90 ! q-high-diastolic q-low",
                "component-code-value-quantity=LOINC|8480-6$ge140&component-code-value-quantity=LOINC|8462-4$lt90 ! q-high-systolic",
                "component-code-value-quantity=https://other.example|8480-6$gt140 ! ~",
                "component-code-value-quantity=|8480-6$gt140 ! ~",
                "code-value-quantity=LOINC|777-3$gt90|UCUM|10*9/L ! q-100 q-more-1000",
                "code-value-quantity=777-3$27|UCUM|10*9/L ! q-27",
                "code-value-quantity=LOINC|1742-6$gt0 ! ~",
                "code-value-quantity=LOINC|8480-6$gt140 ! ~",
                "combo-code-value-quantity=LOINC|8480-6$gt140,LOINC|777-3$gt1000|UCUM|10*9/L ! q-high-systolic q-more-1000",
                "combo-code-value-quantity=777-3$lt20|UCUM|10*9/L ! q-9000 q-less-30",
            })
    void findsACodeAndAValueThatBelongTogether(String query, String names) {
        assertThat(found(query.replace("UCUM", UCUM).replace("LOINC", LOINC).split("&")))
                .isEqualTo(set(names));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Observation?component-code-value-quantity=8480-6",
                "Observation?component-code-value-quantity=8480-6$",
                "Observation?component-code-value-quantity=8480-6$gt140,8462-4",
                "Observation?component-code-value-quantity:missing=true",
                "Observation?component-code-value-quantity=http://loinc.org|$gt140",
                "Observation?component-code-value-quantity=8480-6$gt140||mmHg",
                "Patient?_has:Observation:patient:component-code-value-quantity=8480-6$gt140",
                "Observation?derived-from:Observation.component-code-value-quantity=8480-6$gt140",
            })
    void refusesACompositeThatCannotBeHeldTogether(String query) {
        int mark = query.indexOf('=');
        Answer refused = client.get("/" + query.substring(0, mark + 1) + encoded(query.substring(mark + 1)));

        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "component-code-value-quantity=8480-6$gt140",
                "code-value-quantity=777-3$gt1000",
                "combo-code-value-quantity=777-3$gt1000,8480-6$gt140",
                "value-quantity=ap30,gt1000",
            })
    void findsNothingOfAnotherSite(String query) {
        Answer answer =
                otherSite.get("/Observation?subject=Patient/" + SUBJECT + "&" + encoded(new String[] {query})[0]);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.bundle().getEntry()).isEmpty();
    }

    @Test
    void findsTheSubjectsOfValues() {
        Answer answer = client.get("/Patient?_id=" + SUBJECT + "&_has:Observation:patient:value-quantity="
                + encoded("27|" + UCUM + "|10*9/L"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.bundle().getEntry()).hasSize(1);
        Answer none = client.get("/Patient?_id=" + SUBJECT + "&_has:Observation:patient:value-quantity="
                + encoded("30|" + UCUM + "|10*9/L"));
        assertThat(none.bundle().getEntry()).isEmpty();
    }

    @Test
    void forgetsWhatAValueWas() {
        Observation corrected = platelets("q-corrected", "20", "10*9/L", QuantityComparator.LESS_THAN);
        corrected.setCode(new CodeableConcept(
                new Coding().setSystem("https://hospital.example/lab").setCode("CORRECTED")));
        Answer created = client.post("/Observation", corrected);
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        String id = created.as(Observation.class).getIdElement().getIdPart();
        assertThat(found("code=CORRECTED", "value-quantity=lt20|" + UCUM + "|10*9/L"))
                .containsExactly("q-corrected");

        corrected.getValueQuantity().setComparator(null).setValue(new BigDecimal("25"));
        corrected.setId(id);
        Answer updated = client.put("/Observation/" + id, corrected);

        assertThat(updated.status()).as(updated.body()).isEqualTo(200);
        assertThat(found("code=CORRECTED", "value-quantity=lt20|" + UCUM + "|10*9/L"))
                .isEmpty();
        assertThat(found("code=CORRECTED", "value-quantity=25|" + UCUM + "|10*9/L"))
                .containsExactly("q-corrected");
    }

    private TreeSet<String> found(String... parameters) {
        return new TreeSet<>(inOrder(String.join("&", encoded(parameters))));
    }

    private static String[] encoded(String... parameters) {
        String[] encoded = new String[parameters.length];
        for (int i = 0; i < parameters.length; i++) {
            int mark = parameters[i].indexOf('=');
            encoded[i] = parameters[i].substring(0, mark + 1) + encoded(parameters[i].substring(mark + 1));
        }
        return encoded;
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private List<String> inOrder(String query) {
        Answer answer = client.get("/Observation?subject=Patient/" + SUBJECT + "&_count=100&" + query);
        assertThat(answer.status()).as(query + answer.body()).isEqualTo(200);
        return answer.bundle().getEntry().stream()
                .map(entry -> ((Observation) entry.getResource())
                        .getIdentifierFirstRep()
                        .getValue())
                .toList();
    }

    private static TreeSet<String> set(String names) {
        return names.equals("~") ? new TreeSet<>() : new TreeSet<>(List.of(names.split(" ")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "gt27.4 ! long-more",
                "ge27.4 ! long-more long-one",
                "le27.4 ! long-less long-one",
                "lt27.4 ! long-less",
                "sa27.4 ! long-more",
                "eb27.4 ! long-less",
                "gt27.4|UCUM|10*9/L ! long-more",
                "lt27.4|UCUM|10*9/L ! long-less",
                "le27400|UCUM|/uL ! long-less long-one",
                "gt27400|UCUM|/uL ! long-more",
                "27.4 ! long-less long-more long-one",
                "gt27.3999999999999 ! long-less long-more long-one",
                "lt27.4000000000001 ! long-less long-more long-one",
            })
    void tellsANumberOfManyDigitsFromOneOfFew(String asked, String names) {
        String subject = "quantities-long";
        if (client.get("/Patient/" + subject).status() != 200) {
            Answer answer = client.post(
                    "",
                    Labs.transaction(
                            Labs.participant(subject),
                            Labs.platelets(subject, "long-one", "27.40", "10*9/L", "2026-01-06"),
                            Labs.platelets(subject, "long-more", "27.4000000000000000010", "10*9/L", "2026-01-06"),
                            Labs.platelets(subject, "long-less", "27.3999999999999999990", "10*9/L", "2026-01-06")));
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        }

        Answer answer = client.get("/Observation?subject=Patient/" + subject + "&value-quantity="
                + asked.replace("UCUM", UCUM).replace("|", "%7C"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.bundle().getEntry().stream()
                        .map(entry -> ((Observation) entry.getResource())
                                .getIdentifierFirstRep()
                                .getValue())
                        .sorted()
                        .toList())
                .containsExactly(names.split(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "value-quantity=27.4000000000000000010",
                "value-quantity=gt27.4000000000000000010",
                "value-quantity=27.4000000000000",
                "value-quantity=ne1234567890.12345|http://unitsofmeasure.org|10*9/L",
                "component-value-quantity=le1234567890123456",
                "code-value-quantity=http://loinc.org|777-3$27.4000000000000000010",
            })
    void refusesWhatHasMoreDigitsThanItTellsApart(String query) {
        Answer answer = client.get("/Observation?subject=Patient/" + SUBJECT + "&" + query.replace("|", "%7C"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.issues()).contains("value-quantity").contains("more digits");
    }
}
