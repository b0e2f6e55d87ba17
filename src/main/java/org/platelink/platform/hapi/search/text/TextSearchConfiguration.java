package org.platelink.platform.hapi.search.text;

import ca.uhn.fhir.jpa.search.builder.predicate.ResourceHistoryPredicateBuilder;
import ca.uhn.fhir.jpa.search.builder.predicate.StringPredicateBuilder;
import ca.uhn.fhir.jpa.search.builder.predicate.TagPredicateBuilder;
import ca.uhn.fhir.jpa.search.builder.predicate.UriPredicateBuilder;
import ca.uhn.fhir.jpa.search.builder.sql.SearchQueryBuilder;
import org.platelink.platform.hapi.ReplacedBeans;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;

/** Spring configuration that replaces HAPI's predicate builders with those that match texts literally. */
@Configuration(proxyBeanMethods = false)
class TextSearchConfiguration {

    @Bean
    @Scope("prototype")
    StringPredicateBuilder stringPredicates(SearchQueryBuilder search) {
        return new StringPredicates(search);
    }

    @Bean
    @Scope("prototype")
    UriPredicateBuilder uriPredicates(SearchQueryBuilder search) {
        return new UriPredicates(search);
    }

    @Bean
    @Scope("prototype")
    ResourceHistoryPredicateBuilder sourcePredicates(SearchQueryBuilder search) {
        return new SourcePredicates(search);
    }

    @Bean
    @Scope("prototype")
    TagPredicateBuilder tagPredicates(SearchQueryBuilder search) {
        return new TagPredicates(search);
    }

    @Bean
    static ReplacedBeans withoutHapisPatterns() {
        return ReplacedBeans.without(
                "newStringPredicateBuilder",
                "newUriPredicateBuilder",
                "newResourceHistoryPredicateBuilder",
                "newTagPredicateBuilder");
    }
}
