package org.platelink.security.token;

import org.platelink.platform.server.FhirServerCustomizer;
import org.platelink.platform.server.PublicAddress;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/**
 * Spring configuration of the metadata that tells clients where to get tokens: SMART configuration, authorization
 * server metadata and CapabilityStatement.
 */
@Configuration(proxyBeanMethods = false)
class SmartMetadataConfiguration {

    @Bean
    IssuerMetadata issuerMetadata(SecurityProperties properties, PublicAddress address) {
        return properties.issuerUri() == null ? IssuerMetadata.own(address) : IssuerMetadata.of(properties.issuerUri());
    }

    @Bean
    ServletRegistrationBean<SmartConfiguration> smartConfiguration(IssuerMetadata issuer) {
        ServletRegistrationBean<SmartConfiguration> servlet =
                new ServletRegistrationBean<>(new SmartConfiguration(issuer::get), "/fhir" + SmartConfiguration.PATH);
        servlet.setName("smart-configuration");
        return servlet;
    }

    @Bean
    @Conditional(OwnIssuerCondition.class)
    ServletRegistrationBean<IssuerDocument> issuerDocument(IssuerMetadata issuer) {
        ServletRegistrationBean<IssuerDocument> servlet =
                new ServletRegistrationBean<>(new IssuerDocument(issuer.get()), IssuerDocument.PATH);
        servlet.setName("issuer-document");
        return servlet;
    }

    @Bean
    FhirServerCustomizer securityInCapabilities(IssuerMetadata issuer) {
        return server -> server.registerInterceptor(new SecurityInCapabilities(issuer::get));
    }
}
