package org.platelink.laboratory.intake.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Specimen;
import org.platelink.laboratory.intake.queue.IntakeMeters;
import org.platelink.laboratory.intake.queue.StoredMaps;
import org.platelink.laboratory.intake.store.DeliveredResults;
import org.platelink.laboratory.intake.store.ResultStore;
import org.platelink.laboratory.journal.Journal;
import org.platelink.laboratory.lab.Analytes;
import org.platelink.platform.patch.PatchHandler;
import org.platelink.platform.server.FhirServerCustomizer;
import org.platelink.platform.server.WriteTimeChecks;
import org.platelink.security.access.SiteGuard;
import org.platelink.security.linkage.Linkage;
import org.platelink.security.screening.TextCheck;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Spring configuration of the intake of FHIR deliveries. */
@Configuration(proxyBeanMethods = false)
class FhirConfiguration {

    @Bean
    FhirTransactionReader fhirTransactionReader(
            FhirContext fhir, StoredMaps maps, Linkage linkage, Analytes analytes, TextCheck texts) {
        return new FhirTransactionReader(
                fhir, maps, new FhirSubjects(linkage), new FhirDeliveries(fhir), new ExcludedEntries(analytes), texts);
    }

    @Bean
    LaboratoryPatches laboratoryPatches(DaoRegistry resources, DeliveredResults results) {
        return new LaboratoryPatches(resources, results);
    }

    @Bean
    FhirDoor fhirDoor(
            FhirTransactionReader reading,
            Journal journal,
            IntakeMeters meters,
            SiteGuard sites,
            LaboratoryPatches patches,
            FhirContext fhir) {
        return new FhirDoor(reading, journal, meters, sites, patches, fhir);
    }

    @Bean
    FhirTransactions fhirTransactions(
            IFhirSystemDao<Bundle, Meta> store,
            FhirDoor door,
            FhirTransactionReader reading,
            ResultStore results,
            Journal journal,
            PlatformTransactionManager transactions,
            IntakeMeters meters) {
        return new FhirTransactions(
                store, door, reading, results, journal, new TransactionTemplate(transactions), meters);
    }

    @Bean
    SingleDelivery singleDelivery(FhirTransactions transactions, DaoRegistry resources) {
        return new SingleDelivery(transactions, resources);
    }

    @Bean
    PatchHandler patchDeliveries(FhirDoor door, SingleDelivery deliveries, LaboratoryPatches patches) {
        return new PatchDeliveries(door, deliveries, patches);
    }

    @Bean
    WriteTimeChecks deliveriesAreMatched() {
        return new DeferredMatching();
    }

    @Bean
    FhirServerCustomizer deliveriesAreTaken(
            FhirDoor door, FhirTransactions provider, SingleDelivery deliveries, DaoRegistry resources) {
        return server -> {
            server.registerInterceptor(door);
            server.registerProvider(provider);
            List.of(Observation.class, DiagnosticReport.class, Specimen.class)
                    .forEach(type -> server.registerProvider(
                            new SingleResults<>(resources.getResourceDao(type), door, deliveries)));
        };
    }
}
