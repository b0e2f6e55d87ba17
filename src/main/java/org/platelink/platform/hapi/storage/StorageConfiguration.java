package org.platelink.platform.hapi.storage;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.config.r4.FhirContextR4Config;
import org.hibernate.integrator.spi.Integrator;
import org.platelink.platform.hapi.ReplacedBeans;
import org.platelink.platform.server.BoundedFhirContext;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Spring configuration that puts the classes of this package in the place of HAPI's own. */
@Configuration(proxyBeanMethods = false)
class StorageConfiguration {

    @Bean
    static ReplacedBeans replacedInStorage() {
        return ReplacedBeans.by("searchParamMatcher", OwnIdentifierMatcher.class)
                .and("searchParamWithInlineReferencesExtractor", SearchParamExtractionCache.class)
                .and("transactionProcessor", LinkedTransactions.class)
                .and("primaryFhirContext", context());
    }

    /** HAPI's context, with the same configuration and with parsers that bound what they read. */
    private static RootBeanDefinition context() {
        RootBeanDefinition context = new RootBeanDefinition(
                FhirContext.class, () -> FhirContextR4Config.configureFhirContext(new BoundedFhirContext()));
        context.setPrimary(true);
        return context;
    }

    /** A listener of Hibernate, of which the entity manager factory takes all that are beans. */
    @Bean
    Integrator singleVersionInsert() {
        return new SingleVersionInsert();
    }
}
