package org.platelink.lab;

import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import org.hl7.fhir.r4.model.Observation;
import org.platelink.server.FhirServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Adds the laboratory's operations to the server. */
@Configuration(proxyBeanMethods = false)
class LabConfiguration {

    @Bean
    FhirServerCustomizer lastResultsOperation(IFhirResourceDao<Observation> observations) {
        return server -> server.registerProvider(new LastResultsOperation(observations));
    }
}
