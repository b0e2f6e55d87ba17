package org.platelink.platform.transaction;

import ca.uhn.fhir.context.FhirContext;
import org.platelink.platform.server.FhirServerCustomizer;
import org.platelink.platform.server.PublicAddress;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Spring configuration that registers the interceptors for transactions and batches. */
@Configuration(proxyBeanMethods = false)
class TransactionConfiguration {

    @Bean
    FhirServerCustomizer bundlesAreRead(FhirContext fhir, PublicAddress address) {
        return server -> {
            server.registerInterceptor(new TolerantBatches(fhir));
            server.registerInterceptor(new BundleForm(fhir, address.fhir()));
        };
    }
}
