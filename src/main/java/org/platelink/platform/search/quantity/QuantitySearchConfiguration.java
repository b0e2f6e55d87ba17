package org.platelink.platform.search.quantity;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.search.builder.predicate.QuantityPredicateBuilder;
import ca.uhn.fhir.jpa.search.builder.sql.SearchQueryBuilder;
import ca.uhn.fhir.jpa.searchparam.extractor.ISearchParamExtractor;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import org.platelink.platform.server.FhirServerCustomizer;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;

/** Puts this server's index of quantities, and what searches it, in the place of HAPI's. */
@Configuration(proxyBeanMethods = false)
class QuantitySearchConfiguration {

    /** HAPI's name for what takes the values of search parameters out of a resource. */
    private static final String INDEX = "searchParamExtractor";

    /** HAPI's name for what makes the predicates of a search by quantities. */
    private static final String PREDICATES = "newQuantityPredicateBuilder";

    @Bean
    ISearchParamExtractor quantityIndex(PartitionSettings partitions, ISearchParamRegistry registry) {
        return new QuantityIndex(partitions, registry);
    }

    @Bean
    @Scope("prototype")
    QuantityPredicateBuilder quantityPredicates(SearchQueryBuilder search) {
        return new QuantityPredicates(search);
    }

    @Bean
    CompositesOfQuantities compositesOfQuantities(FhirContext fhir, ISearchParamRegistry registry) {
        return new CompositesOfQuantities(fhir, registry);
    }

    @Bean
    FhirServerCustomizer compositesInCapabilities(ISearchParamRegistry registry) {
        return server -> server.registerInterceptor(new CompositesInCapabilities(registry));
    }

    @Bean
    static BeanDefinitionRegistryPostProcessor withoutHapisIndexOfQuantities() {
        return registry -> {
            registry.removeBeanDefinition(INDEX);
            registry.removeBeanDefinition(PREDICATES);
        };
    }
}
