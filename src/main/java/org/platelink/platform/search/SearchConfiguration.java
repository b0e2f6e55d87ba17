package org.platelink.platform.search;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.IInterceptorBroadcaster;
import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.svc.ISearchCoordinatorSvc;
import ca.uhn.fhir.jpa.dao.SearchBuilderFactory;
import ca.uhn.fhir.jpa.dao.tx.HapiTransactionService;
import ca.uhn.fhir.jpa.model.dao.JpaPid;
import ca.uhn.fhir.jpa.partition.IRequestPartitionHelperSvc;
import ca.uhn.fhir.jpa.search.DatabaseBackedPagingProvider;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import org.platelink.platform.hapi.search.NamedSearchParameters;
import org.platelink.platform.hapi.table.ResourceTable;
import org.platelink.platform.hapi.table.StoredTexts;
import org.platelink.platform.server.FhirServerCustomizer;
import org.platelink.platform.server.RequestOwner;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Spring configuration that puts the cached searches in the place of HAPI's own.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SearchProperties.class)
class SearchConfiguration {

    @Bean
    SearchRun searchRun(
            FhirContext fhir,
            SearchBuilderFactory<JpaPid> builders,
            IInterceptorBroadcaster interceptors,
            EntityManager entityManager) {
        return new SearchRun(fhir, builders, interceptors, entityManager);
    }

    @Bean
    PageReader pageReader(
            SearchRun searches,
            HapiTransactionService transactions,
            JpaStorageSettings settings,
            EntityManager entityManager,
            StoredTexts texts,
            TextBundles textBundles,
            SearchProperties properties) {
        return new PageReader(searches, transactions, settings, entityManager, texts, textBundles, properties.first());
    }

    @Bean
    TextBundles textBundles(FhirContext fhir, IInterceptorBroadcaster interceptors) {
        return new TextBundles(fhir, interceptors);
    }

    @Bean
    FhirServerCustomizer bundlesFromTexts(TextBundles textBundles) {
        return server -> server.registerInterceptor(textBundles);
    }

    @Bean
    FhirServerCustomizer typeLevelPaging(JpaStorageSettings settings, IInterceptorService storage) {
        return server -> {
            storage.registerInterceptor(new TokenTextSearch());
            server.registerInterceptor(new TypeLevelPaging());
            server.registerInterceptor(new TruncatedIncludesWarning(settings));
        };
    }

    @Bean
    @Primary
    CachedSearchService cachedSearchService(
            @Qualifier("searchCoordinatorSvc") ISearchCoordinatorSvc<JpaPid> others,
            PageReader reader,
            IRequestPartitionHelperSvc partitions,
            ISearchParamRegistry searchParameters,
            IInterceptorBroadcaster interceptors,
            SearchProperties properties) {
        return new CachedSearchService(others, reader, partitions, searchParameters, interceptors, properties);
    }

    @Bean
    FhirServerCustomizer cachedSearchPagingProvider(
            DatabaseBackedPagingProvider others,
            PageReader reader,
            RequestOwner owner,
            SearchProperties properties,
            JpaStorageSettings settings,
            JdbcClient database,
            FhirContext fhir) {
        Duration kept = Duration.ofMillis(settings.getExpireSearchResultsAfterMillis());
        SharedSearches shared =
                properties.shared() ? new SharedSearches(database, fhir, kept, properties.step()) : null;
        return server -> server.setPagingProvider(
                new CachedSearchPagingProvider(others, reader, owner, properties, kept, shared));
    }

    @Bean
    Reindexing reindexing(
            FhirContext fhir,
            NamedSearchParameters registry,
            DaoRegistry resources,
            JdbcClient database,
            ResourceTable stored,
            PlatformTransactionManager transactions) {
        return new Reindexing(
                fhir,
                registry,
                resources,
                new IndexedParameters(database),
                stored,
                new TransactionTemplate(transactions));
    }
}
