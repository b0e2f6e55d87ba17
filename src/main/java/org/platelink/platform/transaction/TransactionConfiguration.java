package org.platelink.platform.transaction;

import ca.uhn.fhir.context.FhirContext;
import org.platelink.platform.server.FhirServerCustomizer;
import org.platelink.platform.server.PublicAddress;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lets transactions and batches be read before HAPI does them. */
@Configuration(proxyBeanMethods = false)
class TransactionConfiguration {

    /** HAPI's name for what does transactions. */
    private static final String PROCESSOR = "transactionProcessor";

    /** In the place of HAPI's own, before anything asks for it. */
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
