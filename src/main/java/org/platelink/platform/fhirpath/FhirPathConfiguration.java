package org.platelink.platform.fhirpath;

import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lets the search index use it. */
@Configuration(proxyBeanMethods = false)
class FhirPathConfiguration {

    /** HAPI's name for what takes the values of search parameters out of resources. */
    private static final String EXTRACTOR = "searchParamExtractor";

    /** In the place of HAPI's own, before anything asks for it. */
    @Bean
    static BeanDefinitionRegistryPostProcessor cachingSearchParamExtractor() {
        return registry -> {
            registry.removeBeanDefinition(EXTRACTOR);
            registry.registerBeanDefinition(EXTRACTOR, new RootBeanDefinition(CachingSearchParamExtractor.class));
        };
    }
}
