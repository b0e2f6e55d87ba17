package org.platelink.analytics.export;

import ca.uhn.fhir.context.FhirContext;
import org.platelink.analytics.extract.CutParameter;
import org.platelink.analytics.extract.Extracts;
import org.platelink.analytics.extract.Patients;
import org.platelink.platform.server.FhirServerCustomizer;
import org.platelink.platform.server.Outcomes;
import org.platelink.platform.server.PublicAddress;
import org.platelink.security.access.SearchRestrictions;
import org.platelink.security.run.Runs;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Spring configuration of asynchronous exports and of the operation {@code $export}. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ExportProperties.class)
class ExportConfiguration {

    @Bean
    ExportTables exportTables(JdbcClient database) {
        return new ExportTables(database);
    }

    /** Takes the tables as an argument so that they exist first. */
    @Bean
    ExportRecall exportRecall(JdbcClient database, ExportTables tables) {
        return new ExportRecall(database);
    }

    @Bean
    ExportWorker exportWorker(
            ExportTables tables, ObjectProvider<ExportKind> kinds, ExportProperties properties, Runs runs) {
        return new ExportWorker(tables, kinds, properties, runs);
    }

    @Bean
    Exports exports(
            ExportTables tables,
            ExportWorker worker,
            PublicAddress address,
            ApplicationEventPublisher events,
            ExportProperties properties) {
        return new Exports(tables, worker, address, events, properties.ofAClient());
    }

    @Bean
    BulkExport bulkExport(
            FhirContext fhir,
            SearchRestrictions extents,
            Extracts extracts,
            Patients patients,
            CutParameter cuts,
            Outcomes outcomes) {
        return new BulkExport(fhir, extents, extracts, patients, cuts, outcomes);
    }

    @Bean
    FhirServerCustomizer bulkOperation(
            FhirContext fhir,
            SearchRestrictions extents,
            Extracts extracts,
            Patients patients,
            CutParameter cuts,
            Exports exports) {
        return server -> server.registerProvider(
                new BulkOperation(new BulkParameters(fhir, extents, extracts, patients, cuts), exports));
    }
}
