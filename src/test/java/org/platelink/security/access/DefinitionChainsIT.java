package org.platelink.security.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.hl7.fhir.r4.model.ActivityDefinition;
import org.hl7.fhir.r4.model.MetadataResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * What a registry may ask of studies and definitions is answered, in the order that it asks for, or refused in words.
 */
@ServerTest
class DefinitionChainsIT {

    private final FhirClient registry;
    private final FhirClient analyst;

    DefinitionChainsIT(@LocalServerPort int port) {
        registry = FhirClient.of(port, "registry-demo");
        analyst = FhirClient.of(port, "analyst-demo");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ActivityDefinition", "PlanDefinition", "Library"})
    void titlesAreInOrder(String type) {
        List<String> titles = titles("/" + type + "?_count=100&_sort=title");
        List<String> backwards = titles("/" + type + "?_count=100&_sort=-title");

        assertThat(titles).hasSizeGreaterThan(3).isSortedAccordingTo(String.CASE_INSENSITIVE_ORDER);
        List<String> turned = new ArrayList<>(backwards);
        Collections.reverse(turned);
        assertThat(turned).containsExactlyElementsOf(titles);
    }

    private List<String> titles(String search) {
        Answer answer = registry.get(search);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.bundle().getEntry().stream()
                .map(entry -> ((MetadataResource) entry.getResource()).getTitle())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "/ResearchStudy?protocol:PlanDefinition.title=Schedule ! true",
                "/ResearchStudy?protocol.title:contains=NCT0681 ! true",
                "/ResearchStudy?protocol.title:contains=nowhere ! false",
                "/ResearchStudy?sponsor:Organization.name:contains=e ! true",
                "/PlanDefinition?_has:ResearchStudy:protocol:status=active ! true",
                "/PlanDefinition?_has:ResearchStudy:protocol:status=withdrawn ! false",
                "/Organization?_has:ResearchStudy:sponsor:status=active ! true",
                "/ResearchStudy?_sort=protocol:PlanDefinition.title ! true",
                "/ResearchStudy?_sort=sponsor:Organization.name ! true",
                "/ResearchStudy?_sort=status,-date ! true",
            })
    void chainsAlongReferencesFind(String search, boolean isFound) {
        Answer answer = registry.get(search);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(!answer.bundle().getEntry().isEmpty()).isEqualTo(isFound);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/PlanDefinition?definition:ActivityDefinition.title:contains=e",
                "/PlanDefinition?depends-on:Library.title:contains=e",
                "/PlanDefinition?composed-of:ActivityDefinition.title:contains=e",
                "/ResearchStudy?protocol:PlanDefinition.definition:ActivityDefinition.title=x",
                "/ActivityDefinition?_has:PlanDefinition:definition:status=active",
                "/Library?depends-on:Library.title:contains=e",
                "/PlanDefinition?_sort=definition:ActivityDefinition.title",
                "/PlanDefinition?_sort=definition",
                "/ActivityDefinition?_sort=-depends-on",
                "/PlanDefinition?definition=ActivityDefinition/assess-alt",
            })
    void alongCanonicalAddressesNothingIsFoundAndItIsSaid(String search) {
        Answer answer = registry.get(search);

        assertThat(answer.status()).as(answer.body()).isIn(400, 403);
        assertThat(answer.issues()).contains("canonical address");
    }

    @Test
    void aCanonicalAddressIsFoundAsItStands() {
        String url = registry.get("/ActivityDefinition/assess-alt")
                .as(ActivityDefinition.class)
                .getUrl();

        Answer direct = registry.get("/PlanDefinition?definition=" + url);
        assertThat(direct.status()).as(direct.body()).isEqualTo(200);
        assertThat(direct.bundle().getEntry()).isNotEmpty();
        assertThat(registry.get("/PlanDefinition?_include=PlanDefinition:definition")
                        .body())
                .contains("ActivityDefinition/assess-alt");
        assertThat(analyst.get("/QuestionnaireResponse?questionnaire:Questionnaire.title=x")
                        .issues())
                .contains("canonical address");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "/StructureDefinition?_sort=name ! can be searched by",
                "/ValueSet?_sort=title ! can be searched by",
                "/ValueSet?_include=ValueSet:reference ! nothing that it leads to",
                "/CodeSystem?_has:ValueSet:reference:name=x ! may not be searched so",
                "/OperationDefinition?_lastUpdated=ge2020 ! can be searched by",
                "/ResearchStudy?_sort=nonsense ! nonsense",
                "/ResearchStudy?principalinvestigator.name=x ! name the type",
            })
    void whatCannotBeAskedIsRefusedInWords(String search, String sentence) {
        Answer answer = registry.get(search);

        assertThat(answer.status()).as(answer.body()).isIn(400, 403);
        assertThat(answer.issues()).contains(sentence);
    }
}
