package org.platelink.search;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.IInterceptorBroadcaster;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.api.svc.ISearchCoordinatorSvc;
import ca.uhn.fhir.jpa.dao.SearchBuilderFactory;
import ca.uhn.fhir.jpa.dao.tx.HapiTransactionService;
import ca.uhn.fhir.jpa.model.dao.JpaPid;
import ca.uhn.fhir.jpa.partition.IRequestPartitionHelperSvc;
import ca.uhn.fhir.jpa.search.DatabaseBackedPagingProvider;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import org.platelink.server.FhirServerCustomizer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** Puts held searches before HAPI's own. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SearchProperties.class)
class SearchConfiguration {

    /** HAPI's name for what knows the search parameters. */
    private static final String REGISTRY = "searchParamRegistry";

    @Bean
    SearchRun searchRun(FhirContext fhir, SearchBuilderFactory<JpaPid> builders, IInterceptorBroadcaster interceptors) {
        return new SearchRun(fhir, builders, interceptors);
    }

    @Bean
    PageReader pageReader(
            SearchRun searches,
            HapiTransactionService transactions,
            JpaStorageSettings settings,
            EntityManager entityManager,
            SearchProperties properties) {
        return new PageReader(searches, transactions, settings, entityManager, properties.first());
    }

    @Bean
    @Primary
    HeldSearches heldSearches(
            @Qualifier("searchCoordinatorSvc") ISearchCoordinatorSvc<JpaPid> others,
            PageReader reader,
            IRequestPartitionHelperSvc partitions,
            ISearchParamRegistry searchParameters,
            IInterceptorBroadcaster interceptors,
            SearchProperties properties) {
        return new HeldSearches(others, reader, partitions, searchParameters, interceptors, properties);
    }

    @Bean
    FhirServerCustomizer heldPaging(
            DatabaseBackedPagingProvider others,
            PageReader reader,
            SearchProperties properties,
            JpaStorageSettings settings) {
        Duration kept = Duration.ofMillis(settings.getExpireSearchResultsAfterMillis());
        return server -> server.setPagingProvider(new HeldPaging(others, reader, properties, kept));
    }

    /** In the place of HAPI's own, before anything asks for it. */
    @Bean
    static BeanDefinitionRegistryPostProcessor namedSearchParameters() {
        return registry -> {
            registry.removeBeanDefinition(REGISTRY);
            registry.registerBeanDefinition(REGISTRY, new RootBeanDefinition(NamedSearchParameters.class));
        };
    }
}
