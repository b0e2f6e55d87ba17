package org.platelink.platform.definition;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.searchparam.matcher.InMemoryResourceMatcher;
import ca.uhn.fhir.jpa.searchparam.matcher.IndexedSearchParamExtractor;
import org.hl7.fhir.r4.model.OperationDefinition;
import org.platelink.platform.server.FhirServerCustomizer;
import org.platelink.platform.server.OperationDescriptions;
import org.platelink.platform.validation.GuideDefinitions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Serves the guide's definitions. */
@Configuration(proxyBeanMethods = false)
class DefinitionConfiguration {

    @Bean
    Definitions definitions(FhirContext fhir, GuideDefinitions guide) {
        return new Definitions(fhir, guide);
    }

    @Bean
    DefinitionSearch definitionSearch(
            Definitions definitions, InMemoryResourceMatcher matcher, IndexedSearchParamExtractor indexer) {
        return new DefinitionSearch(definitions, matcher, indexer);
    }

    /** What HAPI describes of the server's operations has ids of its own, and is left to it. */
    @Bean
    OperationDescriptions guideOperations(Definitions definitions) {
        return id -> definitions.find("OperationDefinition", id).map(found -> (OperationDefinition) found.copy());
    }

    @Bean
    FhirServerCustomizer guideDefinitions(Definitions definitions, DefinitionSearch search) {
        return server -> {
            Definitions.TYPES.forEach(
                    type -> server.registerProvider(new DefinitionProvider(type, definitions, search)));
            server.registerInterceptor(new DefinitionCapabilities());
        };
    }
}
