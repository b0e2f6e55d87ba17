package org.platelink.analytics.everything;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.dao.SearchBuilderFactory;
import ca.uhn.fhir.jpa.dao.tx.HapiTransactionService;
import ca.uhn.fhir.jpa.model.dao.JpaPid;
import org.platelink.platform.server.FhirServerCustomizer;
import org.platelink.security.access.SearchRestrictions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Registers the {@code $everything} operation with the FHIR server. */
@Configuration(proxyBeanMethods = false)
class EverythingConfiguration {

    @Bean
    Everything everything(
            FhirContext fhir,
            SearchRestrictions extents,
            DaoRegistry resources,
            SearchBuilderFactory<JpaPid> builders,
            HapiTransactionService transactions) {
        return new Everything(
                fhir, extents, resources, new PageReader(fhir, extents, resources, builders, transactions));
    }

    @Bean
    FhirServerCustomizer everythingOperation(Everything everything) {
        return server -> server.registerProvider(new EverythingOperation(everything));
    }
}
