package org.platelink.laboratory.lab;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.Observation;
import org.platelink.platform.server.FhirServerCustomizer;
import org.platelink.platform.server.StartUpStep;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Spring configuration that registers the laboratory operations and interceptors, and loads the initial laboratory
 * maps.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LabProperties.class)
class LabConfiguration {

    @Bean
    FhirServerCustomizer lastResultsOperation(IFhirResourceDao<Observation> observations) {
        return server -> server.registerProvider(new LastResultsOperation(observations));
    }

    @Bean
    SubjectGuard subjectGuard(IInterceptorService storage) {
        SubjectGuard guard = new SubjectGuard();
        storage.registerInterceptor(guard);
        return guard;
    }

    @Bean
    StartUpStep loadLabMaps(LabProperties properties, FhirContext fhir, IFhirResourceDao<ConceptMap> maps) {
        LabMapFiles files = new LabMapFiles(properties.maps(), fhir, maps);
        return new StartUpStep("maps", StartUpStep.SITES, () -> {
            LabMapFiles.LoadResult loading = files.load();
            return loading.created() == 0
                    ? loading.files() + " files, none new"
                    : loading.files() + " files, " + loading.created() + " new and loaded";
        });
    }
}
