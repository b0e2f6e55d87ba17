package org.platelink.platform.server;

import ca.uhn.fhir.batch2.jobs.config.Batch2JobsConfig;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.api.config.ThreadPoolFactoryConfig;
import ca.uhn.fhir.jpa.batch2.JpaBatch2Config;
import ca.uhn.fhir.jpa.config.HapiJpaConfig;
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
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.jpa.boot.spi.IntegratorProvider;
import org.hibernate.jpa.boot.spi.JpaSettings;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;

/**
 * Spring configuration of HAPI's JPA storage on PostgreSQL. Each setting that differs from the library's default has
 * its reason beside it.
 */
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

    @Bean
    JpaStorageSettings storageSettings(PublicAddress address) {
        JpaStorageSettings settings = new JpaStorageSettings();
        // Quantities, such as a platelet count below 30, are found in any unit by an index of our own: HAPI's
        // normalized quantity search does not know comparators.
        settings.setNormalizedQuantitySearchLevel(
                NormalizedQuantitySearchLevel.NORMALIZED_QUANTITY_SEARCH_NOT_SUPPORTED);
        // A result must be found as soon as its write is answered. Null also saves the look-up of a reusable search.
        settings.setReuseCachedSearchResultsForMillis(null);
        // Nobody searches by the text of a coding, and to index it costs a row per coding.
        settings.setSuppressStringIndexingInTokens(true);
        // Parameter names are known from their hash; the columns only cost space.
        settings.setIndexStorageOptimized(true);
        // Tags are stored in the text of each version, as they came. In a table, a row would have to be written and
        // read with every resource.
        settings.setTagStorageMode(JpaStorageSettings.TagStorageModeEnum.INLINE);
        settings.setStoreMetaSourceInformation(JpaStorageSettings.StoreMetaSourceInformationEnum.SOURCE_URI);
        // A trial's record is corrected, never deleted; and what cannot disappear need not be looked up again.
        settings.setDeleteEnabled(false);
        settings.setAllowMultipleDelete(false);
        settings.setExpungeEnabled(false);
        settings.setAutoCreatePlaceholderReferenceTargets(false);
        settings.setAllowExternalReferences(false);
        // References with the public base address are local. They are stored, and searched for, without it.
        settings.setTreatBaseUrlsAsLocal(Set.of(address.fhir()));
        // A match URL as a reference would reveal whether it finds something.
        settings.setAllowInlineMatchUrlReferences(false);
        settings.setMarkResourcesForReindexingUponSearchParameterChange(false);
        // Registries search for a word of a study's title.
        settings.setAllowContainsSearches(true);
        return settings;
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
            JpaStorageSettings settings,
            List<Integrator> listeners) {
        LocalContainerEntityManagerFactoryBean factory =
                HapiEntityManagerFactoryUtil.newEntityManagerFactory(beans, fhir, settings);
        factory.setPersistenceUnitName("platelink");
        factory.setDataSource(dataSource);
        Properties hibernate = new Properties();
        hibernate.put(AvailableSettings.DIALECT, HapiFhirPostgresDialect.class.getName());
        // The tables are HAPI's migrator's (package schema); Hibernate would never drop or change what it finds.
        hibernate.put(AvailableSettings.HBM2DDL_AUTO, "none");
        hibernate.put("hibernate.search.enabled", "false");
        hibernate.put(AvailableSettings.USE_SECOND_LEVEL_CACHE, "false");
        hibernate.put(AvailableSettings.USE_QUERY_CACHE, "false");
        hibernate.put(JpaSettings.INTEGRATOR_PROVIDER, (IntegratorProvider) () -> listeners);
        factory.setJpaProperties(hibernate);
        return factory;
    }

    @Primary
    @Bean
    JpaTransactionManager transactionManager(EntityManagerFactory entityManagerFactory) {
        return new JpaTransactionManager(entityManagerFactory);
    }
}
