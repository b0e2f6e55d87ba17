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
import ca.uhn.fhir.util.IMetaTagSorter;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.List;
import org.platelink.platform.server.FhirServerCustomizer;
import org.platelink.platform.server.RequestOwner;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Spring configuration that puts the cached searches, the search parameter registry and the rewriting of searches in
 * the place of HAPI's own beans.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SearchProperties.class)
class SearchConfiguration {

    /** HAPI's bean name for the search parameter registry. */
    private static final String REGISTRY = "searchParamRegistry";

    /** HAPI's bean name for the factory of search builders. */
    private static final String BUILDERS = "searchBuilderFactory";

    /** HAPI's bean name for what extracts the values of search parameters from a resource that is stored. */
    private static final String INDEX = "searchParamWithInlineReferencesExtractor";

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
    StoredTexts storedTexts(FhirContext fhir, EntityManager entityManager, IMetaTagSorter tagSorter) {
        return new StoredTexts(fhir, entityManager, tagSorter);
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
            PlatformTransactionManager transactions) {
        return new Reindexing(
                fhir, registry, resources, new IndexedParameters(database), new TransactionTemplate(transactions));
    }

    @Bean
    SearchBuilderFactory<JpaPid> rewrittenSearches(List<SearchRewriting> rewritings) {
        return new RewrittenSearches(rewritings);
    }

    /** Replaces HAPI's bean definitions before any bean asks for them. */
    @Bean
    static BeanDefinitionRegistryPostProcessor inThePlaceOfHapis() {
        return registry -> {
            replace(registry, REGISTRY, NamedSearchParameters.class);
            replace(registry, INDEX, SearchParamExtractionCache.class);
            registry.removeBeanDefinition(BUILDERS);
        };
    }

    private static void replace(BeanDefinitionRegistry registry, String name, Class<?> ours) {
        registry.removeBeanDefinition(name);
        registry.registerBeanDefinition(name, new RootBeanDefinition(ours));
    }
}
