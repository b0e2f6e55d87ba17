package org.platelink.platform.server;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.jpa.provider.JpaSystemProvider;
import ca.uhn.fhir.jpa.search.DatabaseBackedPagingProvider;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.server.HardcodedServerAddressStrategy;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.provider.ResourceProviderFactory;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import java.net.InetAddress;
import java.nio.file.Path;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Meta;
import org.platelink.platform.pipeline.FilterOrder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.context.LifecycleProperties;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.boot.web.servlet.server.ConfigurableServletWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Spring configuration of the FHIR server at {@code /fhir}, put together from HAPI's parts and what the capabilities
 * add.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({FhirServerProperties.class, PublicAddress.class})
class FhirServerConfiguration {

    @Bean
    GracefulStop gracefulStop(LifecycleProperties lifecycle) {
        return new GracefulStop(lifecycle.getTimeoutPerShutdownPhase());
    }

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
            PublicAddress address,
            NumericParameters numbers,
            IInterceptorService storage,
            ObjectProvider<FhirServerCustomizer> customizers,
            ObjectProvider<PageSource> pageSources,
            ObjectProvider<OperationDescriptions> described) {
        RestfulServer server = new FhirRestfulServer(fhir);
        server.setServerName("Platelink");
        // The base address does not depend on a request's headers.
        server.setServerAddressStrategy(new HardcodedServerAddressStrategy(address.fhir()));
        server.registerProviders(resourceProviders.createProviders());
        server.registerProvider(systemProvider);
        server.setServerConformanceProvider(new ServerCapabilities(
                server,
                systemDao,
                settings,
                searchParameters,
                validationSupport,
                described.orderedStream().toList()));
        server.setDefaultResponseEncoding(EncodingEnum.JSON);
        paging.setDefaultPageSize(properties.pageSize());
        paging.setMaximumPageSize(properties.largestPageSize());
        server.setPagingProvider(paging);
        server.registerInterceptor(new OwnAddresses(fhir, address));
        server.registerInterceptor(new RequestNumberBounds(numbers));
        server.registerInterceptor(new PostedSearches());
        server.registerInterceptor(new SummaryPageLinks());
        server.registerInterceptor(new SubsettedTags());
        server.registerInterceptor(new BodyCharset());
        server.registerInterceptor(new ExceptionTranslator());
        server.registerInterceptor(new AbortedResponse.NoWords());
        server.registerInterceptor(new AnswerReset());
        server.registerInterceptor(new BatchInCapabilities());
        server.registerInterceptor(new DistinctOperations());
        server.registerInterceptor(new ConditionalWrites());
        server.registerInterceptor(new Preconditions());
        storage.registerInterceptor(new PreconditionGuard());
        server.registerInterceptor(new DeleteRefusal());
        server.registerInterceptor(new MinimalAnswers());
        server.registerInterceptor(new XmlAnswers());
        server.registerInterceptor(new OfferedFormats());
        server.registerInterceptor(new LenientSearches(searchParameters));
        server.registerInterceptor(new EmptyValues(searchParameters));
        server.registerInterceptor(new ReadConditions());
        server.registerInterceptor(new TextSummaries());
        server.registerInterceptor(new AppliedPreferences());
        // Capabilities come last: where one brings an operation that HAPI has too, the last one registered answers.
        customizers.orderedStream().forEach(customizer -> customizer.customize(server));
        PageSources pages = new PageSources(pageSources.orderedStream().toList(), server.getPagingProvider());
        server.setPagingProvider(pages);
        server.registerInterceptor(pages);
        return server;
    }

    @Bean
    NumericParameters numericParameters(FhirContext fhir, ISearchParamRegistry searchParameters) {
        return new NumericParameters(fhir, searchParameters);
    }

    @Bean
    ModifierCheck modifierCheck(
            FhirContext fhir,
            ISearchParamRegistry searchParameters,
            IValidationSupport terminology,
            JpaStorageSettings settings) {
        return new ModifierCheck(fhir, searchParameters, new CodeSearchCheck(terminology, settings));
    }

    @Bean
    ServletRegistrationBean<RestfulServer> fhirServlet(RestfulServer server) {
        ServletRegistrationBean<RestfulServer> servlet = new ServletRegistrationBean<>(server, "/fhir/*");
        servlet.setName("fhir");
        servlet.setLoadOnStartup(1);
        return servlet;
    }

    @Bean
    Outcomes outcomes(FhirContext fhir) {
        return new Outcomes(fhir);
    }

    @Bean
    FilterRegistrationBean<DotSegmentFilter> dotSegmentFilter(Outcomes outcomes) {
        // After the audit trail's filter, which records what is rejected here, and before all filters that evaluate
        // paths.
        return FilterOrder.DOT_SEGMENTS.register(new DotSegmentFilter(outcomes));
    }

    @Bean
    FilterRegistrationBean<QueryStringFilter> queryStringFilter(Outcomes outcomes) {
        return FilterOrder.QUERY_STRING.register(new QueryStringFilter(outcomes));
    }

    @Bean
    DatabaseAway databaseAway() {
        return new DatabaseAway();
    }

    @Bean
    BodyMemory bodyMemory(FhirServerProperties properties) {
        return properties.memory();
    }

    @Bean
    FilterRegistrationBean<AbortedResponse.Breaker> abortedResponse() {
        return FilterOrder.ABORTED_RESPONSE.register(new AbortedResponse.Breaker());
    }

    @Bean
    SmartInitializingSingleton memoryWatch() {
        return OutOfMemoryExit::watchThreads;
    }

    @Bean
    ReadyAnnouncement readyAnnouncement(@Value("${platelink.home:data}") String home) {
        return new ReadyAnnouncement(Path.of(home));
    }

    /**
     * Fails the start if the server listens beyond this machine but its public address is localhost, which clients
     * elsewhere cannot reach.
     */
    @Bean
    WebServerFactoryCustomizer<ConfigurableServletWebServerFactory> addressBeyondThisMachine(
            ServerProperties properties, PublicAddress address) {
        return factory -> {
            InetAddress listens = properties.getAddress();
            boolean onlyHere = listens != null && listens.isLoopbackAddress();
            if (!onlyHere && address.url().startsWith("http://localhost")) {
                throw new StartUpRefused(
                        "it is to listen beyond this machine; set PLATELINK_URL to the address at which"
                                + " clients reach it, such as https://fhir.example.org.");
            }
        };
    }
}
