package org.platelink.platform.hapi.search.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.StringType;
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
import org.springframework.boot.test.web.server.LocalServerPort;

/** A text that is searched for means itself, with all its characters. */
@ServerTest
@TestInstance(Lifecycle.PER_CLASS)
class LiteralTextIT {

    private static final String SUBJECT = "literal-1";
    private static final List<String> TEXTS =
            List.of("a_b", "axb", "a%b", "a\\b", "a\\_b", "a\\xb", "50% of cells", "50 of cells", "Änd_rung");

    private final FhirClient client;

    LiteralTextIT(@LocalServerPort int port) {
        client = FhirClient.at(port);
    }

    @BeforeAll
    void store() {
        client.post("", Labs.transaction(Labs.participant(SUBJECT)));
        for (String text : TEXTS) {
            Observation observation =
                    Labs.platelets(SUBJECT, "literal-" + TEXTS.indexOf(text), "1", "10*9/L", "2026-03-05");
            observation.getCategory().clear();
            observation.setCode(new CodeableConcept(
                    new Coding().setSystem("https://hospital.example/lab").setCode("LITERAL")));
            observation.setValue(new StringType(text));
            Answer answer = client.post("/Observation", observation);
            assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        }
    }

    private List<String> found(String parameter, String value) {
        Answer answer = client.get("/Observation?subject=Patient/" + SUBJECT + "&_count=50&" + parameter + "="
                + URLEncoder.encode(value, StandardCharsets.UTF_8));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.bundle().getEntry().stream()
                .map(entry -> ((Observation) entry.getResource()).getValue().primitiveValue())
                .sorted()
                .toList();
    }

    /** As strings are compared: whatever the case, and without marks on letters. */
    private static String plain(String text) {
        return text.toLowerCase().replace('ä', 'a');
    }

    /** The backslash of FHIR's own escapes is written twice. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "_", "%", "\\\\", "a_b", "a%b", "a\\\\b", "a\\\\_b", "A_B", "0%", "% of", "50% ", "nd_r", "x", "\\\\_",
                "\\\\%", "b"
            })
    void containsIsWhatHasTheVeryText(String asked) {
        String text = asked.replace("\\\\", "\\").toLowerCase();

        assertThat(found("value-string:contains", asked))
                .isEqualTo(TEXTS.stream()
                        .filter(stored -> plain(stored).contains(text))
                        .sorted()
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a_", "a%", "a\\\\", "a\\\\_", "a", "50%", "50% o", "_", "%", "\\\\"})
    void aStringIsWhatBeginsWithTheVeryText(String asked) {
        String text = asked.replace("\\\\", "\\").toLowerCase();

        assertThat(found("value-string", asked))
                .isEqualTo(TEXTS.stream()
                        .filter(stored -> plain(stored).startsWith(text))
                        .sorted()
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "/ResearchStudy?title:contains=Mesenchymal ! true",
                "/ResearchStudy?title:contains=Mesen_hymal ! false",
                "/ResearchStudy?title:contains=Mes%25mal ! false",
                "/ResearchStudy?condition:text=thrombocytopenia ! true",
                "/ResearchStudy?condition:text=thrombo_ytopenia ! false",
                "/PlanDefinition?url:below=https://platelink.org/ ! true",
                "/PlanDefinition?url:below=https://platelink_org/ ! false",
                "/PlanDefinition?url:below=https://plate%25/ ! false",
                "/Observation?subject=Patient/literal-1&_profile:below=https://platelink.org/ ! false",
            })
    void texts(String search, boolean isFound) {
        Answer answer = client.get(search);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(!answer.bundle().getEntry().isEmpty()).isEqualTo(isFound);
    }

    @Test
    void profilesAndSources() {
        Observation observation = Labs.platelets(SUBJECT, "literal-source", "1", "10*9/L", "2026-03-05");
        observation.getMeta().setSource("https://literal.example/a_b/c%d");
        observation.getMeta().addProfile("https://platelink.org/ig/msc-itp/StructureDefinition/platelink-lab-result");
        Answer made = client.post("/Observation", observation);
        if (made.status() == 422) {
            observation.getMeta().getProfile().clear();
            made = client.post("/Observation", observation);
        }
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        String of = "/Observation?subject=Patient/" + SUBJECT + "&";
        record QueryCase(String query, int found) {}
        for (QueryCase asked : List.of(
                new QueryCase("_source:below=https://literal.example/a_b/", 1),
                new QueryCase("_source:below=https://literal.example/a_b/c%25", 1),
                new QueryCase("_source:below=https://literal_example/", 0),
                new QueryCase("_source:contains=a_b", 1),
                new QueryCase("_source:contains=a__", 0),
                new QueryCase("_source:contains=c%25d", 1),
                new QueryCase("_source:contains=a%25d", 0))) {
            Answer answer = client.get(of + asked.query());
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.bundle().getEntry()).as(asked.query()).hasSize(asked.found());
        }
    }
}
