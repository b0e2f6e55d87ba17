package org.platelink.security.token;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.core.Ordered;

/** Takes Spring MVC's introspector of handlers away, before Spring Security puts a filter that asks it before all others. */
final class WithoutHandlerIntrospection implements BeanDefinitionRegistryPostProcessor, Ordered {

    private static final String INTROSPECTOR = "mvcHandlerMappingIntrospector";

    @Override
    public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
        if (registry.containsBeanDefinition(INTROSPECTOR)) {
            registry.removeBeanDefinition(INTROSPECTOR);
        }
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory factory) {
        // Definitions alone are changed.
    }

    /** Spring Security's own has no order, and comes after those that have one. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
