package org.platelink.platform.hapi.search.quantity;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.search.builder.predicate.QuantityPredicateBuilder;
import ca.uhn.fhir.jpa.search.builder.sql.SearchQueryBuilder;
import ca.uhn.fhir.jpa.searchparam.extractor.ISearchParamExtractor;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import org.fhir.ucum.UcumEssenceService;
import org.platelink.platform.hapi.ReplacedBeans;
import org.platelink.platform.server.FhirServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;

/** Spring configuration that replaces HAPI's quantity index and its predicates by this package's. */
@Configuration(proxyBeanMethods = false)
class QuantitySearchConfiguration {

    /** Only with the UCUM service in its place, so that nothing is indexed without it. */
    @Bean
    ISearchParamExtractor quantityIndex(
            PartitionSettings partitions, ISearchParamRegistry registry, UcumEssenceService units) {
        UcumReplacement.install(units);
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
    static ReplacedBeans withoutHapisIndexOfQuantities() {
        return ReplacedBeans.without("searchParamExtractor", "newQuantityPredicateBuilder");
    }
}
