package org.platelink.platform.settings;

import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.env.ConfigurableEnvironment;

/** Spring configuration that checks the names of all given settings before any bean is created from them. */
@Configuration(proxyBeanMethods = false)
class SettingsConfiguration {

    @Bean
    static SettingsPostProcessor settingsCheck(ConfigurableEnvironment environment) {
        return new SettingsPostProcessor(environment);
    }

    /**
     * Runs before other checks, since a setting that they miss may be misspelt. Spring sees the order by the return
     * type of the bean method.
     */
    record SettingsPostProcessor(ConfigurableEnvironment environment)
            implements BeanFactoryPostProcessor, PriorityOrdered {

        @Override
        public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
            SettingsCheck check = new SettingsCheck(SettingNames.of(records(beans)));
            check.look(environment);
            check.addChosenNames(environment);
        }

        @Override
        public int getOrder() {
            return HIGHEST_PRECEDENCE;
        }
    }

    /**
     * The records that settings are bound to. They are taken from the bean definitions, since a bean that is asked
     * for now would be created too early.
     */
    static List<Class<?>> records(ConfigurableListableBeanFactory beans) {
        List<Class<?>> records = new ArrayList<>();
        for (String name : beans.getBeanDefinitionNames()) {
            if (beans.getBeanDefinition(name) instanceof AbstractBeanDefinition definition
                    && definition.hasBeanClass()) {
                Class<?> type = definition.getBeanClass();
                ConfigurationProperties annotation = type.getAnnotation(ConfigurationProperties.class);
                if (annotation != null && (annotation.value() + ".").startsWith(SettingNames.ROOT + ".")) {
                    records.add(type);
                }
            }
        }
        return records;
    }
}
