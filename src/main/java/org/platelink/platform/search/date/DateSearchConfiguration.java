package org.platelink.platform.search.date;

import ca.uhn.fhir.jpa.search.builder.predicate.DatePredicateBuilder;
import ca.uhn.fhir.jpa.search.builder.sql.SearchQueryBuilder;
import java.time.Clock;
import org.platelink.platform.server.FhirServerCustomizer;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;

/** Spring configuration that replaces HAPI's date predicates and registers the interceptors for dates. */
@Configuration(proxyBeanMethods = false)
class DateSearchConfiguration {

    /** HAPI's bean name for the date predicate builder. */
    private static final String PREDICATES = "newDatePredicateBuilder";

    @Bean
    @Scope("prototype")
    DatePredicateBuilder datePredicates(SearchQueryBuilder search) {
        return new DatePredicates(search, Clock.systemUTC());
    }

    @Bean
    LastUpdated lastUpdated() {
        return new LastUpdated();
    }

    @Bean
    FhirServerCustomizer datesOfRequests() {
        return server -> {
            server.registerInterceptor(new UnencodedPlusRepair());
            server.registerInterceptor(new LastUpdatedNormalizer(Clock.systemUTC()));
        };
    }

    @Bean
    static BeanDefinitionRegistryPostProcessor withoutHapisDatePredicates() {
        return registry -> registry.removeBeanDefinition(PREDICATES);
    }
}
