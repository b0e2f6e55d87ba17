package org.platelink.platform.hapi.search;

import ca.uhn.fhir.jpa.dao.SearchBuilderFactory;
import ca.uhn.fhir.jpa.model.dao.JpaPid;
import java.util.List;
import org.platelink.platform.hapi.ReplacedBeans;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Spring configuration that replaces HAPI's registry of search parameters and its factory of search builders. */
@Configuration(proxyBeanMethods = false)
class HapiSearchConfiguration {

    @Bean
    static ReplacedBeans replacedInSearch() {
        return ReplacedBeans.without("searchBuilderFactory").and("searchParamRegistry", NamedSearchParameters.class);
    }

    @Bean
    SearchBuilderFactory<JpaPid> rewrittenSearches(List<SearchRewriting> rewritings) {
        return new RewrittenSearches(rewritings);
    }
}
