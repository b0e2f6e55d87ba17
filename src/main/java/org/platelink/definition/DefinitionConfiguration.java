package org.platelink.definition;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.searchparam.matcher.InMemoryResourceMatcher;
import ca.uhn.fhir.jpa.searchparam.matcher.IndexedSearchParamExtractor;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.provider.ServerCapabilityStatementProvider;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.OperationDefinition;
import org.platelink.server.FhirServerCustomizer;
import org.platelink.validation.GuideDefinitions;
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

    @Bean
    FhirServerCustomizer guideDefinitions(Definitions definitions, DefinitionSearch search) {
        return server -> {
            Definitions.TYPES.forEach(type -> server.registerProvider(new DefinitionProvider(
                    type,
                    definitions,
                    search,
                    (id, request) ->
                            type == OperationDefinition.class ? described(server, id, request) : Optional.empty())));
            server.registerInterceptor(new DefinitionCapabilities());
        };
    }

    /** HAPI describes each operation of the server, under an id of its own, to which the CapabilityStatement leads. */
    private static Optional<IBaseResource> described(RestfulServer server, IdType id, RequestDetails request) {
        if (!(server.getServerConformanceProvider() instanceof ServerCapabilityStatementProvider capabilities)) {
            return Optional.empty();
        }
        try {
            return Optional.of(capabilities.readOperationDefinition(id, request));
        } catch (ResourceNotFoundException unknown) {
            return Optional.empty();
        }
    }
}
