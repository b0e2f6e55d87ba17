package org.platelink.platform.capability;

import org.platelink.platform.server.FhirServerCustomizer;
import org.platelink.platform.validation.GuideDefinitions;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Spring configuration that completes the CapabilityStatement that HAPI generates. */
@Configuration(proxyBeanMethods = false)
class CapabilityConfiguration {

    @Bean
    FhirServerCustomizer completeCapabilities(GuideDefinitions guide, BuildProperties build) {
        return server -> {
            server.setServerVersion(build.getVersion());
            server.registerInterceptor(new GuideInCapabilities(guide));
            server.registerInterceptor(new WritesInCapabilities());
            server.registerInterceptor(new SearchesInCapabilities(server));
        };
    }
}
