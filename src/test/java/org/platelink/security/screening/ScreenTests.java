package org.platelink.security.screening;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MarkdownType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.platelink.laboratory.lab.Labs;
import org.platelink.security.linkage.LinkedNumbers;

/** Every place of a resource against everything that tells itself. All persons and numbers are invented. */
class ScreenTests {

    private static final String LINKED = "SYN-778899";

    private static final Screen.Collaborators MEANS = new Screen.Collaborators(
            new SubjectMatter(FhirContext.forR4Cached()), new LinkedNumbers("p1", LINKED), new CleanTexts());

    private static final List<String> NUMBERS = List.of(
            "13800138000", "+8613800138000", "11010519491231002X", LINKED, "SYN\u200b-778\u00ad899", "ＳＹＮ７７８８９９");

    private static final List<String> WORDS = List.of(
            "患者张三", "患\u200b者张三", "DOB 12.03.1984", "MRN  123456", "a@mail.example", "SYN 778899x 778 899 SYN778899");

    static Map<String, BiConsumer<Observation, String>> places() {
        Map<String, BiConsumer<Observation, String>> places = new TreeMap<>();
        places.put(
                "id of an element",
                (result, value) -> result.addNote().setText("a").setId(value));
        places.put("identifier", (result, value) -> result.addIdentifier()
                .setSystem("https://a.example")
                .setValue(value));
        places.put("identifier of something referred to", (result, value) -> result.addDerivedFrom()
                .setIdentifier(new Identifier().setValue(value)));
        places.put("tag", (result, value) -> result.getMeta().addTag("https://a.example", value, null));
        places.put("code of LOINC", (result, value) -> result.getCode().addCoding(coding("http://loinc.org", value)));
        places.put("code of a site", (result, value) -> result.getCode()
                .addCoding(coding("https://platelink.org/site/a/codes", value)));
        places.put("code of a unit", (result, value) -> result.setValue(new Quantity().setCode(value)));
        places.put("system", (result, value) -> result.addIdentifier()
                .setSystem("urn:a:" + value)
                .setValue("1"));
        places.put("source", (result, value) -> result.getMeta().setSource("https://a.example/" + value));
        places.put("profile", (result, value) -> result.getMeta().addProfile("https://a.example/" + value));
        places.put(
                "url of an extension",
                (result, value) -> result.addExtension("https://a.example/" + value, new StringType("a")));
        places.put(
                "url of what is attached",
                (result, value) -> result.addExtension(
                        "https://a.example", new Attachment().setUrl("https://a.example/" + value + ".pdf")));
        places.put("reference", (result, value) -> result.addPerformer().setReference("Practitioner/" + value));
        places.put("escaped url", (result, value) -> result.getMeta()
                .setSource("https://a.example/" + value.replace("1", "%31").replace("7", "%37")));
        return places;
    }

    static Map<String, BiConsumer<Observation, String>> texts() {
        Map<String, BiConsumer<Observation, String>> places = new TreeMap<>();
        places.put("note", (result, value) -> result.addNote().setText(value));
        places.put("display of LOINC", (result, value) -> result.getCode()
                .addCoding(coding("http://loinc.org", "777-3").setDisplay(value)));
        places.put("display of a tag", (result, value) -> result.getMeta().addTag("http://hl7.org/fhir/a", "a", value));
        places.put("display of a laboratory", (result, value) -> result.addPerformer()
                .setDisplay(value));
        places.put(
                "value of an extension",
                (result, value) -> result.addExtension("https://a.example", new StringType(value)));
        places.put(
                "markdown of an extension",
                (result, value) -> result.addExtension("https://a.example", new MarkdownType(value)));
        places.put("extension of a primitive", (result, value) -> result.getStatusElement()
                .addExtension("https://a.example", new StringType(value)));
        places.put(
                "name of a file",
                (result, value) -> result.addExtension("https://a.example", new Attachment().setTitle(value + ".pdf")));
        places.put("narrative", (result, value) -> result.getText().setDivAsString("<div><p>" + value + "</p></div>"));
        places.put("narrative in parts", (result, value) -> result.getText()
                .setDivAsString("<div>" + value.substring(0, 2) + "<b>" + value.substring(2) + "</b></div>"));
        places.put("contained", (result, value) -> result.addContained(new Organization().setName(value)));
        places.put("comparison", (result, value) -> result.addReferenceRange().setText(value));
        places.put("unit", (result, value) -> result.setValue(new Quantity().setUnit(value)));
        places.put("value", (result, value) -> result.setValue(new StringType(value)));
        places.put("name of a code", (result, value) -> result.getCode().setText(value));
        return places;
    }

    static Stream<Arguments> leaks() {
        Stream<Arguments> numbers = Stream.concat(places().entrySet().stream(), texts().entrySet().stream())
                .flatMap(place -> NUMBERS.stream()
                        .filter(number -> !(place.getKey().equals("escaped url") && number.startsWith("Ｓ")))
                        .map(number -> Arguments.of(place.getKey(), number, place.getValue())));
        Stream<Arguments> words = texts().entrySet().stream()
                .flatMap(place -> WORDS.stream().map(word -> Arguments.of(place.getKey(), word, place.getValue())));
        return Stream.concat(numbers, words);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("leaks")
    void isFoundWhereverItStands(String place, String leak, BiConsumer<Observation, String> put) {
        Observation result = result();
        put.accept(result, leak);

        assertThat(found(result)).isNotEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("allPlaces")
    void whatTellsNothingIsTakenEverywhere(String place, BiConsumer<Observation, String> put) {
        for (String ordinary :
                List.of("20260305001", "LAB-2026-001234", "urn:oid:2.16.840.1.113883.6.1", "S12345678901")) {
            Observation result = result();
            put.accept(result, ordinary);
            assertThat(found(result)).as(ordinary).isEmpty();
        }
    }

    static Stream<Arguments> allPlaces() {
        return Stream.concat(places().entrySet().stream(), texts().entrySet().stream())
                .map(place -> Arguments.of(place.getKey(), place.getValue()));
    }

    @Test
    void aNumberOfAnOrderThatSaysSoIsNoTelephoneNumber() {
        Observation result = result();
        Identifier number =
                result.addIdentifier().setSystem("https://a.example").setValue("13800138000");
        number.getType().addCoding(coding("http://terminology.hl7.org/CodeSystem/v2-0203", "FILL"));
        assertThat(found(result)).isEmpty();

        number.setType(null);
        assertThat(found(result)).singleElement().satisfies(found -> assertThat(found.sentence())
                .contains("FILL"));
    }

    @Test
    void aNumberAsAValueIsRead() {
        Observation result = result();
        result.setValue(new Quantity().setValue(new BigDecimal("13800138000")));
        assertThat(found(result)).isNotEmpty();

        result.setValue(new Quantity().setValue(new BigDecimal("13800000000")));
        assertThat(found(result)).isEmpty();
    }

    @Test
    void whatASiteWritesIsReadThoughItBelongsToNoSubject() {
        ConceptMap map = new ConceptMap();
        map.addGroup().addElement().setCode("PLT").addTarget().setComment("as for 患者张三");

        Screen ofASite = new Screen(MEANS, "site-1");
        ofASite.look(map, Place.of("ConceptMap"));
        Screen ofTheServer = new Screen(MEANS, null);
        ofTheServer.look(map, Place.of("ConceptMap"));

        assertThat(ofASite.found()).hasSize(1);
        assertThat(ofTheServer.found()).isEmpty();
    }

    @Test
    void theNumberOfAnotherIsNoConcernOfASample() {
        Observation result = result();
        result.setSubject(Labs.platelets("p2", "a", "1", "10*9/L", "2026-03-05").getSubject());
        result.addIdentifier().setSystem("https://a.example").setValue(LINKED);

        assertThat(found(result)).isEmpty();
    }

    @Test
    void aReportIsReadAsAResultIs() {
        DiagnosticReport report = Labs.report("p1", "a", "2026-03-05");
        report.setConclusion("DOB: 1984年3月12日");
        report.addConclusionCode().addCoding(coding("http://snomed.info/sct", "13800138000"));

        assertThat(found(report))
                .extracting(ScreeningHit::place)
                .containsExactlyInAnyOrder(
                        "DiagnosticReport.conclusion", "DiagnosticReport.conclusionCode[0].coding[0].code");
    }

    private static Observation result() {
        return Labs.platelets("p1", "result-1", "30", "10*9/L", "2026-03-05");
    }

    private static Coding coding(String system, String code) {
        return new Coding().setSystem(system).setCode(code);
    }

    private static List<ScreeningHit> found(Resource resource) {
        Screen screen = new Screen(MEANS, null);
        screen.look(resource, Place.of(resource.fhirType()));
        return List.copyOf(screen.found());
    }
}
