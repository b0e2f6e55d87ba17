package org.platelink.server;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.jpa.provider.JpaCapabilityStatementProvider;
import ca.uhn.fhir.jpa.provider.JpaSystemProvider;
import ca.uhn.fhir.jpa.search.DatabaseBackedPagingProvider;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.provider.ResourceProviderFactory;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import java.net.InetAddress;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Meta;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.boot.web.servlet.server.ConfigurableServletWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The FHIR server at {@code /fhir}, put together from HAPI's parts and whatever the capabilities add. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FhirServerProperties.class)
class FhirServerConfiguration {

    @Bean
    RestfulServer restfulServer(
            FhirContext fhir,
            IFhirSystemDao<Bundle, Meta> systemDao,
            JpaSystemProvider<Bundle, Meta> systemProvider,
            @Qualifier("myResourceProvidersR4") ResourceProviderFactory resourceProviders,
            JpaStorageSettings settings,
            ISearchParamRegistry searchParameters,
            IValidationSupport validationSupport,
            DatabaseBackedPagingProvider paging,
            FhirServerProperties properties,
            ObjectProvider<FhirServerCustomizer> customizers) {
        RestfulServer server = new RestfulServer(fhir);
        server.setServerName("Platelink");
        server.registerProviders(resourceProviders.createProviders());
        server.registerProvider(systemProvider);
        JpaCapabilityStatementProvider capabilities =
                new JpaCapabilityStatementProvider(server, systemDao, settings, searchParameters, validationSupport);
        capabilities.setImplementationDescription("Platelink, a FHIR R4 server for one clinical trial");
        server.setServerConformanceProvider(capabilities);
        server.setDefaultResponseEncoding(EncodingEnum.JSON);
        paging.setDefaultPageSize(properties.pageSize());
        paging.setMaximumPageSize(properties.largestPageSize());
        server.setPagingProvider(paging);
        server.registerInterceptor(new PlainFailures());
        server.registerInterceptor(new BatchInCapabilities());
        server.registerInterceptor(new ConditionalCreates());
        server.registerInterceptor(new NothingIsDeleted());
        server.registerInterceptor(new MinimalAnswers());
        // Capabilities come last: where one brings an operation that HAPI has too, the last one registered answers.
        customizers.orderedStream().forEach(customizer -> customizer.customize(server));
        return server;
    }

    @Bean
    ServletRegistrationBean<RestfulServer> fhirServlet(RestfulServer server) {
        ServletRegistrationBean<RestfulServer> servlet = new ServletRegistrationBean<>(server, "/fhir/*");
        servlet.setName("fhir");
        servlet.setLoadOnStartup(1);
        return servlet;
    }

    @Bean
    FilterRegistrationBean<BodyLimit> bodyLimit(FhirContext fhir, FhirServerProperties properties) {
        FilterRegistrationBean<BodyLimit> filter =
                new FilterRegistrationBean<>(new BodyLimit(fhir, properties.largestBody()));
        filter.addUrlPatterns("/fhir/*");
        return filter;
    }

    @Bean
    ReadyAnnouncement readyAnnouncement() {
        return new ReadyAnnouncement();
    }

    /** Without access control nobody but this machine may ask. */
    @Bean
    WebServerFactoryCustomizer<ConfigurableServletWebServerFactory> loopbackOnly(ServerProperties properties) {
        return factory -> {
            InetAddress address = properties.getAddress();
            if (address == null || !address.isLoopbackAddress()) {
                throw new StartUpRefused(
                        "there is no access control yet, so it listens on 127.0.0.1 only; remove SERVER_ADDRESS"
                                + " and server.address, or set them to 127.0.0.1.");
            }
        };
    }
}
