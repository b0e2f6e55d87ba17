package org.platelink.laboratory.intake.store;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.jpa.api.svc.IIdHelperService;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.model.dao.JpaPid;
import jakarta.persistence.EntityManager;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Provenance;
import org.platelink.platform.validation.GuideCheck;
import org.platelink.security.screening.TextCheck;
import org.platelink.trial.schedule.CompletedVisits;
import org.platelink.trial.subject.SiteTimeZones;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Spring configuration of the store of results. */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

    @Bean
    NewResources newResources(
            DaoRegistry store,
            IIdHelperService<JpaPid> ids,
            FhirContext fhir,
            EntityManager entityManager,
            IInterceptorService storage) {
        return new NewResources(store, ids, fhir, entityManager, storage);
    }

    @Bean
    ResultLedger resultLedger(JdbcClient database) {
        return new ResultLedger(database);
    }

    @Bean
    StoredIdentifiers storedIdentifiers(
            JdbcClient database, PartitionSettings partitions, IInterceptorService storage) {
        StoredIdentifiers identifiers = new StoredIdentifiers(database, partitions);
        storage.registerInterceptor(new IdentifierGuard(identifiers));
        return identifiers;
    }

    @Bean
    DeliveryWriter deliveryWriter(
            IFhirSystemDao<Bundle, Meta> store,
            NewResources newResources,
            IFhirResourceDao<Provenance> provenances,
            GuideCheck guide,
            TextCheck texts) {
        return new DeliveryWriter(store, newResources, provenances, guide, texts);
    }

    @Bean
    ResultStore resultStore(
            DeliveryWriter writer,
            FhirContext fhir,
            ResultLedger ledger,
            StoredIdentifiers identifiers,
            IFhirResourceDao<DiagnosticReport> reports,
            IFhirResourceDao<Observation> results,
            CompletedVisits visits,
            SiteTimeZones zones,
            DaoRegistry resources,
            SharedNumbersListener listener) {
        return new ResultStore(
                writer,
                fhir,
                ledger,
                new ReportUpkeep(ledger, reports),
                new VisitLink(visits, zones),
                new RetainedValues(results),
                new OwnCodes(results),
                new StoredResultFacts(resources),
                identifiers,
                listener);
    }

    @Bean
    DeliveredResults deliveredResults(ResultLedger ledger, StoredIdentifiers identifiers) {
        return new DeliveredResults(ledger, identifiers);
    }
}
