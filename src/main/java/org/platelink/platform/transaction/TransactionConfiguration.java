package org.platelink.platform.transaction;

import ca.uhn.fhir.context.FhirContext;
import org.platelink.platform.server.FhirServerCustomizer;
import org.platelink.platform.server.PublicAddress;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Spring configuration that replaces HAPI's transaction processor and registers the interceptors for transactions and
 * batches.
 */
@Configuration(proxyBeanMethods = false)
class TransactionConfiguration {

    /** HAPI's bean name for the transaction processor. */
    private static final String PROCESSOR = "transactionProcessor";

    /** Replaces HAPI's bean definition before any bean asks for it. */
    @Bean
    static BeanDefinitionRegistryPostProcessor linkedTransactions() {
        return registry -> {
            registry.removeBeanDefinition(PROCESSOR);
            registry.registerBeanDefinition(PROCESSOR, new RootBeanDefinition(LinkedTransactions.class));
        };
    }

    @Bean
    FhirServerCustomizer bundlesAreRead(FhirContext fhir, PublicAddress address) {
        return server -> {
            server.registerInterceptor(new TolerantBatches(fhir));
            server.registerInterceptor(new BundleForm(fhir, address.fhir()));
        };
    }
}
