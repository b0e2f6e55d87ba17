package org.platelink.platform.startup;

import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Spring configuration of a fast start. */
@Configuration(proxyBeanMethods = false)
class StartUpConfiguration {

    /**
     * Lets Spring keep which beans are of which type as soon as all definitions are known. It does so by itself only
     * when it makes the singletons, but the web server comes before, and its servlets need nearly all of them: each
     * of their fields was then looked for among all definitions.
     */
    @Bean
    static BeanFactoryPostProcessor earlyTypeCache() {
        return ConfigurableListableBeanFactory::freezeConfiguration;
    }

    /** Whoever gets HAPI's bean of the base definitions gets it with all of them. */
    @Bean
    static BeanPostProcessor parsedBaseDefinitions() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (bean instanceof DefaultProfileValidationSupport) {
                    BaseDefinitions.await();
                }
                return bean;
            }
        };
    }
}
