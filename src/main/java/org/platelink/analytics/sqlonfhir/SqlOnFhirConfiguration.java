package org.platelink.analytics.sqlonfhir;

import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import org.hl7.fhir.r4.model.Library;
import org.platelink.analytics.export.Exports;
import org.platelink.analytics.extract.CutParameter;
import org.platelink.analytics.extract.Extracts;
import org.platelink.analytics.extract.Patients;
import org.platelink.platform.server.FhirServerCustomizer;
import org.platelink.platform.server.Outcomes;
import org.platelink.platform.server.StorageCheckInterceptor;
import org.platelink.security.access.SearchRestrictions;
import org.platelink.security.run.Runs;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Spring configuration of SQL on FHIR: its operations, its export job, and the validation rule for stored views. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SqlOnFhirProperties.class)
class SqlOnFhirConfiguration {

    @Bean
    StoredViews storedViews(DaoRegistry resources) {
        return new StoredViews(resources.getResourceDao(Library.class));
    }

    @Bean
    SqlExport sqlExport(
            SearchRestrictions extents, Extracts extracts, Patients patients, CutParameter cuts, Outcomes outcomes) {
        return new SqlExport(extents, extracts, patients, cuts, outcomes);
    }

    @Bean
    FhirServerCustomizer sqlOnFhir(
            StoredViews stored,
            Patients patients,
            SearchRestrictions extents,
            Extracts extracts,
            CutParameter cuts,
            Exports exports,
            ApplicationEventPublisher events,
            Runs runs,
            SqlOnFhirProperties properties,
            IInterceptorService storage) {
        Views views = new Views(stored);
        RunParameters asked = new RunParameters(views, patients, cuts);
        RunOperation run = new RunOperation(asked, extents, extracts, events, runs, properties.runsAtOnce());
        ExportOperation export = new ExportOperation(asked, views, extents, exports);
        return server -> {
            server.registerProviders(run, export);
            storage.registerInterceptor(StorageCheckInterceptor.of(Library.class, ViewCheck::check));
        };
    }
}
