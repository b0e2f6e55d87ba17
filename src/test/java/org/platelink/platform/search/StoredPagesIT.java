package org.platelink.platform.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Quantity.QuantityComparator;
import org.hl7.fhir.r4.model.ResearchSubject.ResearchSubjectStatus;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.platelink.laboratory.lab.Labs;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * A page written from stored texts says the same, to the digit, as one written from objects, which {@code _pretty}
 * asks for.
 */
@ServerTest
@TestInstance(Lifecycle.PER_CLASS)
class StoredPagesIT {

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .setNodeFactory(JsonNodeFactory.withExactBigDecimals(true));

    private final FhirClient client;

    StoredPagesIT(@LocalServerPort int port) {
        client = FhirClient.at(port);
    }

    @BeforeAll
    void results() {
        Observation precise = Labs.platelets("pages-1", "p-1", "27.10", "10*9/L", "2026-01-05T09:00:00+08:00");
        Observation bounded = Labs.platelets("pages-1", "p-2", "7", "10*9/L", "2026-01-06T09:00:00.120+08:00");
        bounded.getValueQuantity().setComparator(QuantityComparator.LESS_THAN);
        bounded.addNote().setText("\u8840\u5c0f\u677f \"low\" \\ <b>&\n\t\ud83e\ude78");
        Observation labelled = Labs.platelets("pages-1", "p-3", "1200", "/uL", "2026-01-07");
        labelled.getMeta()
                .addProfile("https://platelink.org/ig/msc-itp/StructureDefinition/platelet-count")
                .setSource("urn:synthetic:feed")
                .addSecurity()
                .setSystem("http://terminology.hl7.org/CodeSystem/v3-Confidentiality")
                .setCode("N")
                .setDisplay("normal");
        labelled.addExtension("https://platelink.org/synthetic/remark", new StringType("synthetic"));
        labelled.getValueQuantity().setValue(new BigDecimal("1.2E+3"));
        assertThat(client.post(
                                "",
                                Labs.transaction(
                                        Labs.participant("pages-1"),
                                        Labs.subject("pages-1", ResearchSubjectStatus.SCREENING),
                                        precise,
                                        bounded,
                                        labelled))
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/Observation?subject=Patient/pages-1&_sort=date",
                "/Observation?subject=Patient/pages-1&_sort=-date&_count=2",
                "/Observation?subject=Patient/pages-1&_include=Observation:subject",
                "/Patient?_id=pages-1&_revinclude=Observation:subject",
                "/ResearchSubject?individual=Patient/pages-1",
                "/ResearchStudy?_id=NCT06813157",
                "/PlanDefinition?_count=50",
                "/Observation?subject=Patient/pages-1&code=http://loinc.org|0-0"
            })
    void isWhatTheObjectsWouldSay(String search) throws JsonProcessingException {
        Answer fromTexts = client.get(search);
        Answer fromObjects = client.get(search + "&_pretty=true");

        assertThat(fromTexts.body()).doesNotContain("\n  ");
        assertThat(fromObjects.body()).contains("\n  ");
        assertThat(JSON.readTree(fromTexts.body()).get("entry"))
                .isEqualTo(JSON.readTree(fromObjects.body()).get("entry"));
        assertThat(fromTexts.headers().firstValue("content-type"))
                .isEqualTo(fromObjects.headers().firstValue("content-type"));
        assertThat(fromTexts.headers().firstValue("last-modified").isPresent())
                .isEqualTo(fromObjects.headers().firstValue("last-modified").isPresent());
    }

    @Test
    void theTypeOfTheBundleItsTotalAndItsLinksAreThere() throws JsonProcessingException {
        JsonNode bundle =
                JSON.readTree(client.get("/Observation?subject=Patient/pages-1").body());

        assertThat(bundle.get("resourceType").asText()).isEqualTo("Bundle");
        assertThat(bundle.get("type").asText()).isEqualTo("searchset");
        assertThat(bundle.get("total").asInt()).isEqualTo(3);
        assertThat(bundle.at("/link/0/relation").asText()).isEqualTo("self");
        assertThat(bundle.at("/entry/0/resource/valueQuantity/value").isNumber())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"_summary=true", "_elements=status", "_format=xml", "_summary=text"})
    void whoAsksForAPartOrAnotherFormGetsThat(String asked) {
        String body =
                client.get("/Observation?subject=Patient/pages-1&" + asked).body();

        assertThat(body).contains("searchset").doesNotContain("synthetic/remark\",\"value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"batch", "transaction"})
    void aSearchInsideABundleAnswersWithWholeResources(String type) throws JsonProcessingException {
        String bundle = "{\"resourceType\":\"Bundle\",\"type\":\"" + type + "\",\"entry\":[{\"request\":"
                + "{\"method\":\"GET\",\"url\":\"Observation?subject=Patient/pages-1&_sort=date\"}}]}";

        JsonNode answer = JSON.readTree(client.post("", bundle).body());

        assertThat(answer.at("/entry/0/resource/entry")).hasSize(3);
        assertThat(answer.at("/entry/0/resource/entry/0/resource/status").asText())
                .isEqualTo("final");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "_tag=https://platelink.org/synthetic|synthetic&_security:not=x",
                "_security=http://terminology.hl7.org/CodeSystem/v3-Confidentiality|N",
                "_profile=https://platelink.org/ig/msc-itp/StructureDefinition/platelet-count",
                "_source=urn:synthetic:feed",
            })
    void whatStandsInTheMetaIsFound(String asked) {
        assertThat(client.get("/Observation?subject=Patient/pages-1&_elements=identifier&" + asked)
                        .body())
                .contains("p-3");
    }

    @Test
    void criteriaMayComeInTheBody() throws JsonProcessingException {
        Answer answer = client.send(
                "POST",
                "/Observation/_search?_sort=date",
                "application/x-www-form-urlencoded",
                "subject=Patient/pages-1&identifier=https://hospital.example/lab%7Cp-2");
        JsonNode bundle = JSON.readTree(answer.body());

        assertThat(bundle.get("entry")).hasSize(1);
        assertThat(bundle.at("/entry/0/resource/identifier/0/value").asText()).isEqualTo("p-2");
    }

    @Test
    void aNextPageIsWrittenSoToo() throws JsonProcessingException {
        JsonNode first = JSON.readTree(client.get("/Observation?subject=Patient/pages-1&_sort=date&_count=2")
                .body());
        String next = first.at("/link").findValuesAsText("url").get(1);

        JsonNode second = JSON.readTree(client.get(next).body());

        assertThat(second.get("entry")).hasSize(1);
        assertThat(second.at("/entry/0/resource/identifier/0/value").asText()).isEqualTo("p-3");
    }
}
