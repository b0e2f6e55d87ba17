package org.platelink.laboratory.mllp;

import java.util.Map;
import org.platelink.platform.server.StartUpRefused;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Binds and checks the MLLP properties, even where MLLP is off. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MllpProperties.class)
class MllpSettings {

    /**
     * Refuses to start if MLLP has settings but no port: an operator who forgot the port would wait for messages in
     * vain.
     */
    @Bean
    static BeanFactoryPostProcessor mllpPortIsGiven(Environment environment) {
        return beans -> {
            boolean portIsNamed = environment.getProperty(MllpProperties.PREFIX + "port") != null;
            if (!portIsNamed && isSet(environment)) {
                throw new StartUpRefused("MLLP has settings and no port; set " + MllpProperties.PREFIX
                        + "port (PLATELINK_LAB_MLLP_PORT), such as 2575, or leave it empty if MLLP is to stay off.");
            }
        };
    }

    private static boolean isSet(Environment environment) {
        String below = MllpProperties.PREFIX.substring(0, MllpProperties.PREFIX.length() - 1);
        return Binder.get(environment)
                .bind(below, Bindable.mapOf(String.class, Object.class))
                .orElse(Map.of())
                .values()
                .stream()
                .anyMatch(MllpSettings::isSet);
    }

    private static boolean isSet(Object value) {
        return value instanceof Map<?, ?> several
                ? several.values().stream().anyMatch(MllpSettings::isSet)
                : !value.toString().isBlank();
    }
}
