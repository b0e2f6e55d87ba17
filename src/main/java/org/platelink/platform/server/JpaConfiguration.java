package org.platelink.platform.server;

import ca.uhn.fhir.batch2.jobs.config.Batch2JobsConfig;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.api.config.ThreadPoolFactoryConfig;
import ca.uhn.fhir.jpa.batch2.JpaBatch2Config;
import ca.uhn.fhir.jpa.config.HapiJpaConfig;
import ca.uhn.fhir.jpa.config.r4.FhirContextR4Config;
import ca.uhn.fhir.jpa.config.r4.JpaR4Config;
import ca.uhn.fhir.jpa.config.util.HapiEntityManagerFactoryUtil;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.model.config.SubscriptionSettings;
import ca.uhn.fhir.jpa.model.dialect.HapiFhirPostgresDialect;
import ca.uhn.fhir.jpa.model.entity.NormalizedQuantitySearchLevel;
import ca.uhn.fhir.jpa.subscription.channel.config.SubscriptionChannelConfig;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import javax.sql.DataSource;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.jpa.boot.spi.IntegratorProvider;
import org.hibernate.jpa.boot.spi.JpaSettings;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;

/** HAPI's storage on PostgreSQL, with each setting that differs from the library's and the reason beside it. */
@Configuration(proxyBeanMethods = false)
@Import({
    JpaR4Config.class,
    HapiJpaConfig.class,
    JpaBatch2Config.class,
    Batch2JobsConfig.class,
    SubscriptionChannelConfig.class,
    ThreadPoolFactoryConfig.class
})
class JpaConfiguration {

    /** HAPI's name for what tells whether a resource fits criteria. */
    private static final String MATCHER = "searchParamMatcher";

    /** HAPI's name for its context. */
    private static final String CONTEXT = "primaryFhirContext";

    @Bean
    JpaStorageSettings storageSettings(PublicAddress address) {
        JpaStorageSettings settings = new JpaStorageSettings();
        // A platelet count below 30 is found whatever unit it came in, by an index of our own: HAPI's knows no
        // comparators.
        settings.setNormalizedQuantitySearchLevel(
                NormalizedQuantitySearchLevel.NORMALIZED_QUANTITY_SEARCH_NOT_SUPPORTED);
        // A result must be found the moment its write is answered; null also spares the look for a reusable search.
        settings.setReuseCachedSearchResultsForMillis(null);
        // Nobody asks for an existence of references by the text of a coding, and it costs a row a coding.
        settings.setSuppressStringIndexingInTokens(true);
        // Names of parameters are known from their hash; the columns only cost space.
        settings.setIndexStorageOptimized(true);
        // In the text of each version, as they came: a row beside it has to be written and read with every resource.
        settings.setTagStorageMode(JpaStorageSettings.TagStorageModeEnum.INLINE);
        settings.setStoreMetaSourceInformation(JpaStorageSettings.StoreMetaSourceInformationEnum.SOURCE_URI);
        // A trial's record is corrected, never removed; and what cannot vanish need not be looked up again.
        settings.setDeleteEnabled(false);
        settings.setAllowMultipleDelete(false);
        settings.setExpungeEnabled(false);
        settings.setAutoCreatePlaceholderReferenceTargets(false);
        settings.setAllowExternalReferences(false);
        // What is referred to by the address that clients use is here; stored, and searched for, without it.
        settings.setTreatBaseUrlsAsLocal(Set.of(address.fhir()));
        // A reference that is a search would tell whether it finds something.
        settings.setAllowInlineMatchUrlReferences(false);
        settings.setMarkResourcesForReindexingUponSearchParameterChange(false);
        // A registry looks for a word of a study's title.
        settings.setAllowContainsSearches(true);
        return settings;
    }

    /** In the place of HAPI's own, before anything asks for it. */
    @Bean
    static BeanDefinitionRegistryPostProcessor ownIdentifierMatcher() {
        return registry -> {
            registry.removeBeanDefinition(MATCHER);
            registry.registerBeanDefinition(MATCHER, new RootBeanDefinition(OwnIdentifierMatcher.class));
        };
    }

    /** In the place of HAPI's own, and set up as that is. */
    @Bean
    static BeanDefinitionRegistryPostProcessor contextOfBoundedNumbers() {
        return registry -> {
            registry.removeBeanDefinition(CONTEXT);
            RootBeanDefinition context = new RootBeanDefinition(
                    FhirContext.class, () -> FhirContextR4Config.configureFhirContext(new BoundedFhirContext()));
            context.setPrimary(true);
            registry.registerBeanDefinition(CONTEXT, context);
        };
    }

    @Bean
    PartitionSettings partitionSettings() {
        return new PartitionSettings();
    }

    @Bean
    SubscriptionSettings subscriptionSettings() {
        return new SubscriptionSettings();
    }

    @Primary
    @Bean
    LocalContainerEntityManagerFactoryBean entityManagerFactory(
            DataSource dataSource,
            ConfigurableListableBeanFactory beans,
            FhirContext fhir,
            JpaStorageSettings settings) {
        LocalContainerEntityManagerFactoryBean factory =
                HapiEntityManagerFactoryUtil.newEntityManagerFactory(beans, fhir, settings);
        factory.setPersistenceUnitName("platelink");
        factory.setDataSource(dataSource);
        Properties hibernate = new Properties();
        hibernate.put(AvailableSettings.DIALECT, HapiFhirPostgresDialect.class.getName());
        hibernate.put(AvailableSettings.HBM2DDL_AUTO, "update");
        hibernate.put("hibernate.search.enabled", "false");
        hibernate.put(AvailableSettings.USE_SECOND_LEVEL_CACHE, "false");
        hibernate.put(AvailableSettings.USE_QUERY_CACHE, "false");
        hibernate.put(JpaSettings.INTEGRATOR_PROVIDER, (IntegratorProvider) () -> List.of(new SingleVersionInsert()));
        factory.setJpaProperties(hibernate);
        return factory;
    }

    @Primary
    @Bean
    JpaTransactionManager transactionManager(EntityManagerFactory entityManagerFactory) {
        return new JpaTransactionManager(entityManagerFactory);
    }
}
