package org.platelink.security.run;

import org.platelink.platform.server.FhirServerCustomizer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Spring configuration of the limits on heavy work. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RunProperties.class)
class RunConfiguration {

    @Bean
    Runs runs(RunProperties properties) {
        return new Runs(properties);
    }

    @Bean
    RunAdministration runAdministration(Runs runs, ApplicationEventPublisher events) {
        return new RunAdministration(runs, events);
    }

    @Bean
    FhirServerCustomizer heavyOperations(Runs runs, RunProperties properties) {
        return server -> server.registerInterceptor(new HeavyOperations(runs, properties.analysesAtOnce()));
    }
}
