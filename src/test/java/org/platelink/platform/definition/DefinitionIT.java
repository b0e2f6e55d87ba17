package org.platelink.platform.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServerTest
class DefinitionIT {

    private static final String GUIDE = "https://platelink.org/ig/msc-itp/";

    private final FhirClient anyone;

    DefinitionIT(@LocalServerPort int port) {
        anyone = FhirClient.withoutToken(port);
    }

    @ParameterizedTest
    @CsvSource({
        "StructureDefinition, platelet-count",
        "ValueSet, alt-units",
        "CodeSystem, loinc-used",
        "SearchParameter, ResearchStudy-phase",
        "OperationDefinition, schedule"
    })
    void aDefinitionIsReadWithItsVersion(String type, String id) {
        String path = "/" + type + "/" + id;
        Answer read = anyone.get(path);

        assertThat(read.status()).as(read.body()).isEqualTo(200);
        String etag = read.headers().firstValue("ETag").orElseThrow();
        String modified = read.headers().firstValue("Last-Modified").orElseThrow();
        assertThat(etag).matches("W/\"[0-9a-f]{16}\"");
        assertThat(anyone.get(path, "If-None-Match", etag).status()).isEqualTo(304);
        assertThat(modified).contains("20");
        assertThat(anyone.get(path).headers().firstValue("ETag")).hasValue(etag);
        assertThat(anyone.get("/" + type + "/none").status()).isEqualTo(404);
        assertThat(anyone.get(path, "Accept", "application/fhir+xml").body()).startsWith("<" + type);
    }

    @ParameterizedTest
    @CsvSource({
        "/StructureDefinition?url=https://platelink.org/ig/msc-itp/StructureDefinition/platelet-count, 1",
        "/StructureDefinition?_id=platelet-count, 1",
        "/StructureDefinition?_id=platelet-count&version=0.1.0, 1",
        "/StructureDefinition?_id=platelet-count&version=9, 0",
        "'/StructureDefinition?_id=platelet-count,alt', 2",
        "/StructureDefinition?_id=platelet-count&type=Patient, 0",
        "/StructureDefinition?type=Observation&_id=alt, 1",
        "/ValueSet?name=AltUnits, 1",
        "/ValueSet?name=altunits, 1",
        "/ValueSet?name=Alt, 2",
        "/ValueSet?name:exact=Alt, 0",
        "/ValueSet?name:contains=ltUnit, 1",
        "/CodeSystem?url=http://loinc.org, 1",
        "/CodeSystem?system=http://loinc.org, 1",
        "/CodeSystem?code=777-3, 1",
        "/SearchParameter?base=ResearchStudy&code=phase, 1",
        "/OperationDefinition?code=schedule, 1",
        "/OperationDefinition?status=draft&code=schedule, 0"
    })
    void definitionsAreSearched(String path, int number) {
        Answer answer = anyone.get(path);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.bundle().getTotal()).isEqualTo(number);
        assertThat(answer.bundle().getEntry()).hasSize(number);
    }

    @Test
    void allAreFoundOverPages() {
        List<String> ids = new ArrayList<>();
        String url = "/StructureDefinition?_count=20";
        int total = -1;
        while (url != null) {
            Bundle page = anyone.get(url).bundle();
            total = page.getTotal();
            page.getEntry().forEach(entry -> ids.add(entry.getResource().getIdPart()));
            url = page.getLink(Bundle.LINK_NEXT) == null
                    ? null
                    : page.getLink(Bundle.LINK_NEXT).getUrl().replaceFirst(".*/fhir", "");
        }
        assertThat(ids).hasSize(total).doesNotHaveDuplicates().hasSizeGreaterThan(40);
        assertThat(anyone.get("/StructureDefinition?_summary=count").bundle().getTotal())
                .isEqualTo(total);
        assertThat(anyone.get("/StructureDefinition?_getpages=definitions.x&_getpagesoffset=1")
                        .status())
                .isEqualTo(410);
    }

    @ParameterizedTest
    @CsvSource({
        "/StructureDefinition?colour=red",
        "/StructureDefinition?_sort=name",
        "/StructureDefinition?base.name=x",
        "/ValueSet?expansion=x"
    })
    void whatCannotBeSearchedByIsRefusedInWords(String path) {
        Answer answer = anyone.get(path);

        assertThat(answer.status()).as(answer.body()).isIn(400, 401);
        assertThat(answer.outcome().getIssueFirstRep().getDiagnostics())
                .isNotBlank()
                .doesNotContain("HAPI");
    }

    @Test
    void thePlateletProfileIsTheGuides() {
        StructureDefinition profile =
                anyone.get("/StructureDefinition/platelet-count").as(StructureDefinition.class);

        assertThat(profile.getUrl()).isEqualTo(GUIDE + "StructureDefinition/platelet-count");
        assertThat(profile.getSnapshot().getElement()).isNotEmpty();
    }

    @Test
    void whatIsClaimedIsServed() {
        CapabilityStatement statement = anyone.get("/metadata").as(CapabilityStatement.class);
        Set<String> served = new LinkedHashSet<>();
        for (CapabilityStatementRestResourceComponent type :
                statement.getRestFirstRep().getResource()) {
            if (Definitions.TYPES.stream().anyMatch(one -> one.getSimpleName().equals(type.getType()))) {
                served.add(type.getType());
                assertThat(type.getInteraction())
                        .extracting(one -> one.getCode().toCode())
                        .containsExactlyInAnyOrder("read", "search-type");
                // Those of the answer, which all types have, are held to by the claims of the statement.
                type.getSearchParam().removeIf(one -> one.getName().matches("_(?!id$).*"));
                assertThat(type.getSearchParam())
                        .extracting(one -> one.getName())
                        .containsExactlyInAnyOrderElementsOf(DefinitionSearch.parametersOf(type.getType()));
                type.getSearchParam()
                        .forEach(one -> assertThat(anyone.get("/" + type.getType() + "?" + one.getName() + "=x")
                                        .status())
                                .as(type.getType() + " " + one.getName())
                                .isEqualTo(200));
            }
            assertThat(type.getOperation()).extracting(one -> one.getName()).doesNotHaveDuplicates();
        }
        assertThat(served).hasSize(5);
    }
}
