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

/** Spring configuration of the service that serves the guide's definitions. */
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

    /** HAPI's own OperationDefinitions of the server's operations have other ids, and are left to HAPI. */
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
