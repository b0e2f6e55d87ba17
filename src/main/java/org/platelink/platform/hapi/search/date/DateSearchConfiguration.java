package org.platelink.platform.hapi.search.date;

import ca.uhn.fhir.jpa.search.builder.predicate.DatePredicateBuilder;
import ca.uhn.fhir.jpa.search.builder.sql.SearchQueryBuilder;
import java.time.Clock;
import org.platelink.platform.hapi.ReplacedBeans;
import org.platelink.platform.server.FhirServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;

/** Spring configuration that replaces HAPI's date predicates and registers the interceptors for dates. */
@Configuration(proxyBeanMethods = false)
class DateSearchConfiguration {

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
    static ReplacedBeans withoutHapisDatePredicates() {
        return ReplacedBeans.without("newDatePredicateBuilder");
    }
}
