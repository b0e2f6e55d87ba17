package org.platelink.sqlonfhir;

import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import org.hl7.fhir.r4.model.Library;
import org.platelink.access.Extents;
import org.platelink.extract.Extracts;
import org.platelink.extract.Patients;
import org.platelink.server.FhirServerCustomizer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SqlOnFhirProperties.class)
class SqlOnFhirConfiguration {

    @Bean
    StoredViews storedViews(DaoRegistry resources) {
        return new StoredViews(resources.getResourceDao(Library.class));
    }

    @Bean
    FhirServerCustomizer sqlOnFhir(
            StoredViews stored,
            Patients patients,
            Extents extents,
            Extracts extracts,
            ApplicationEventPublisher events,
            SqlOnFhirProperties properties,
            IInterceptorService storage) {
        RunOperation run = new RunOperation(
                new AskedRun(new Views(stored), patients), extents, extracts, events, properties.runsAtOnce());
        return server -> {
            server.registerProvider(run);
            storage.registerInterceptor(new ViewsCanBeRun());
        };
    }
}
