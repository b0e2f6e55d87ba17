package org.platelink.platform.hapi.search;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.searchparam.extractor.ISearchParamExtractor;
import ca.uhn.fhir.jpa.searchparam.extractor.SearchParamExtractorR4;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.platelink.ServerTest;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * The index that the server writes is HAPI's own, for every example of the guide, whichever way the expressions are
 * evaluated.
 */
@ServerTest
class SearchIndexIT {

    private final FhirContext fhir;
    private final ISearchParamExtractor ours;
    private final SearchParamExtractorR4 hapis;

    SearchIndexIT(
            @Autowired FhirContext fhir,
            @Autowired ISearchParamExtractor ours,
            @Autowired JpaStorageSettings settings,
            @Autowired PartitionSettings partitions,
            @Autowired ISearchParamRegistry registry) {
        this.fhir = fhir;
        this.ours = ours;
        this.hapis = new SearchParamExtractorR4(settings, partitions, fhir, registry);
        hapis.start();
    }

    static List<Path> examples() throws IOException {
        try (Stream<Path> guide = Files.walk(Path.of("ig/input/examples"));
                Stream<Path> trial = Files.walk(Path.of("fhir-resources/examples"))) {
            return Stream.concat(guide, trial)
                    .filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void theServersExtractorIsTheOneThatCaches() {
        assertThat(ours).isInstanceOf(CachingSearchParamExtractor.class);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void writesTheRowsThatHapiWrites(Path file) throws IOException {
        IBaseResource resource = fhir.newJsonParser().parseResource(Files.readString(file));

        assertThat(ours.extractSearchParamDates(resource)).isEqualTo(hapis.extractSearchParamDates(resource));
        assertThat(ours.extractSearchParamNumber(resource)).isEqualTo(hapis.extractSearchParamNumber(resource));
        assertThat(ours.extractSearchParamStrings(resource)).isEqualTo(hapis.extractSearchParamStrings(resource));
        assertThat(ours.extractSearchParamTokens(resource)).isEqualTo(hapis.extractSearchParamTokens(resource));
        assertThat(ours.extractSearchParamUri(resource)).isEqualTo(hapis.extractSearchParamUri(resource));
        assertThat(links(ours, resource)).isEqualTo(links(hapis, resource));
    }

    private static List<String> links(ISearchParamExtractor extractor, IBaseResource resource) {
        return extractor.extractResourceLinks(resource, false).stream()
                .map(link -> link.getSearchParamName() + " " + link.getPath() + " "
                        + (link.getRef() == null
                                ? ""
                                : link.getRef().getReferenceElement().getValue()))
                .sorted()
                .toList();
    }
}
