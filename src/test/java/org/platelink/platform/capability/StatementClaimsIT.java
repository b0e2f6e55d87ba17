package org.platelink.platform.capability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.ImplementationGuide;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.SearchParameter;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.StructureDefinition.StructureDefinitionKind;
import org.hl7.fhir.r4.model.StructureDefinition.TypeDerivationRule;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.platelink.platform.validation.GuideDefinitions;
import org.springframework.boot.info.BuildProperties;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * What {@code /fhir/metadata} says of the server as a whole: who it is, which guide it follows, what it is written
 * and sent in.
 */
@ServerTest
@TestInstance(Lifecycle.PER_CLASS)
class StatementClaimsIT {

    private static final Map<String, String> CHANGING_NOTHING = Map.of(
            "application/json-patch+json",
            "[{\"op\":\"replace\",\"path\":\"/status\",\"value\":\"%s\"}]",
            "application/xml-patch+xml",
            "<diff xmlns:f=\"http://hl7.org/fhir\"><replace sel=\"f:Observation/f:status/@value\">%s</replace></diff>",
            "application/fhir+json",
            """
            {"resourceType": "Parameters", "parameter": [{"name": "operation", "part": [
             {"name": "type", "valueCode": "replace"}, {"name": "path", "valueString": "Observation.status"},
             {"name": "value", "valueCode": "%s"}]}]}
            """,
            "application/fhir+xml",
            """
            <Parameters xmlns="http://hl7.org/fhir"><parameter><name value="operation"/>
            <part><name value="type"/><valueCode value="replace"/></part>
            <part><name value="path"/><valueString value="Observation.status"/></part>
            <part><name value="value"/><valueCode value="%s"/></part></parameter></Parameters>
            """);

    private final int port;
    private final GuideDefinitions guide;
    private final BuildProperties build;
    private Claimed claimed;
    private CapabilityStatement said;

    StatementClaimsIT(@LocalServerPort int port, GuideDefinitions guide, BuildProperties build) {
        this.port = port;
        this.guide = guide;
        this.build = build;
    }

    @BeforeAll
    void claimed() {
        claimed = Claimed.by(port);
        said = claimed.statement();
    }

    @AfterAll
    static void samplesAreOutOfDate() {
        Claimed.forget();
    }

    @Test
    void theSoftwareIsPlatelinkInItsVersion() {
        assertThat(said.getSoftware().getName()).isEqualTo("Platelink");
        assertThat(said.getSoftware().getVersion())
                .isEqualTo(build.getVersion())
                .isEqualTo("0.1.0");
        assertThat(said.getName()).isEqualTo("Platelink");
        assertThat(said.getFhirVersion().toCode()).isEqualTo("4.0.1");
    }

    @Test
    void theGuideIsNamedWithItsProfilesAndStatement() {
        ImplementationGuide own =
                guide.all(ImplementationGuide.class).findFirst().orElseThrow();
        assertThat(said.getImplementationGuide())
                .extracting(PrimitiveType::getValue)
                .containsExactly(own.getUrl() + "|" + own.getVersion());
        assertThat(said.getInstantiates())
                .extracting(PrimitiveType::getValue)
                .contains("https://platelink.org/ig/msc-itp/CapabilityStatement/platelink-server");
        Map<String, List<String>> profiles = guide.all(StructureDefinition.class)
                .filter(one -> one.getKind() == StructureDefinitionKind.RESOURCE
                        && one.getDerivation() == TypeDerivationRule.CONSTRAINT)
                .collect(Collectors.groupingBy(
                        StructureDefinition::getType,
                        Collectors.mapping(StructureDefinition::getUrl, Collectors.toList())));
        for (CapabilityStatementRestResourceComponent type : claimed.types()) {
            assertThat(type.getSupportedProfile())
                    .as(type.getType())
                    .extracting(PrimitiveType::getValue)
                    .containsExactlyInAnyOrderElementsOf(profiles.getOrDefault(type.getType(), List.of()));
        }
    }

    @Test
    void eachSearchParameterIsDefinedWhereItSays() {
        List<String> own =
                guide.all(SearchParameter.class).map(SearchParameter::getUrl).toList();

        assertThat(claimed.types().stream()
                        .flatMap(type -> type.getSearchParam().stream())
                        .map(parameter -> parameter.getDefinition())
                        .filter(definition -> definition != null && !own.contains(definition)))
                .allMatch(definition -> definition.startsWith("http://hl7.org/fhir/SearchParameter/"));
    }

    @Test
    void eachFormatIsGivenByParameterAndByHeader() {
        List<String> lies = new ArrayList<>();
        FhirClient anyone = FhirClient.withoutToken(port);
        for (CodeType format : said.getFormat()) {
            String kind = format.getValue().replaceAll(".*[+/]", "");
            Answer asked = anyone.get("/metadata?_format=" + format.getValue().replace("+", "%2B"));
            if (!isIn(asked, kind)) {
                lies.add("_format=" + format.getValue());
            }
            if (format.getValue().contains("/") && !isIn(anyone.get("/metadata", "Accept", format.getValue()), kind)) {
                lies.add("Accept: " + format.getValue());
            }
        }

        assertThat(lies).isEmpty();
        assertThat(said.getFormat()).extracting(CodeType::getValue).contains("json", "xml");
        assertThat(anyone.get("/metadata?_format=ttl").headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).doesNotContain("turtle"));
    }

    private static boolean isIn(Answer answer, String kind) {
        return answer.status() == 200
                && answer.headers().firstValue("Content-Type").orElse("").startsWith("application/fhir+" + kind)
                && answer.body().stripLeading().startsWith(kind.equals("xml") ? "<" : "{");
    }

    @Test
    void eachPatchFormatIsTaken() {
        List<String> lies = new ArrayList<>();
        Resource result = claimed.samples().of("Observation").get(0);
        String status = result.getNamedProperty("status").getValues().get(0).primitiveValue();
        for (CodeType format : said.getPatchFormat()) {
            String patch = CHANGING_NOTHING.get(format.getValue());
            String path = "/Observation/" + result.getIdPart();
            if (patch == null) {
                lies.add(format.getValue() + " is not known to this test");
            } else {
                claimed.clients()
                        .lie(
                                "PATCH by " + format.getValue(),
                                client -> client.send("PATCH", path, format.getValue(), patch.formatted(status)),
                                Clients::isGood)
                        .ifPresent(lies::add);
            }
        }

        assertThat(lies).isEmpty();
        assertThat(said.getPatchFormat())
                .extracting(CodeType::getValue)
                .containsExactlyInAnyOrderElementsOf(CHANGING_NOTHING.keySet());
    }

    @Test
    void howManyThereAreIsNotSaid() {
        assertThat(claimed.types())
                .allSatisfy(type ->
                        assertThat(type.hasExtension()).as(type.getType()).isFalse());
    }
}
