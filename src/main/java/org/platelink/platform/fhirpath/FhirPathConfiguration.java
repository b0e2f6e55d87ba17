package org.platelink.platform.fhirpath;

import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Spring configuration that replaces HAPI's search parameter extractor. */
@Configuration(proxyBeanMethods = false)
class FhirPathConfiguration {

    /** HAPI's bean name for the search parameter extractor. */
    private static final String EXTRACTOR = "searchParamExtractor";

    /** Replaces HAPI's bean definition before any bean asks for it. */
    @Bean
    static BeanDefinitionRegistryPostProcessor cachingSearchParamExtractor() {
        return registry -> {
            registry.removeBeanDefinition(EXTRACTOR);
            registry.registerBeanDefinition(EXTRACTOR, new RootBeanDefinition(CachingSearchParamExtractor.class));
        };
    }
}
