package org.platelink.laboratory.intake;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.jpa.api.svc.IIdHelperService;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.model.dao.JpaPid;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Specimen;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.ValueSet;
import org.platelink.laboratory.hl7v2.OruReader;
import org.platelink.laboratory.journal.Journal;
import org.platelink.laboratory.lab.Analytes;
import org.platelink.platform.patch.PatchHandler;
import org.platelink.platform.server.FhirServerCustomizer;
import org.platelink.platform.server.WriteTimeChecks;
import org.platelink.platform.validation.GuideCheck;
import org.platelink.platform.validation.GuideDefinitions;
import org.platelink.security.access.SiteGuard;
import org.platelink.security.audit.AuditTrail;
import org.platelink.security.linkage.Linkage;
import org.platelink.security.screening.TextCheck;
import org.platelink.trial.schedule.CompletedVisits;
import org.platelink.trial.subject.SiteTimeZones;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Spring configuration of the laboratory intake: the HL7 v2 and FHIR entry points, and the pipeline behind them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IntakeProperties.class)
class IntakeConfiguration {

    @Bean
    Backlog backlog(Journal journal, IntakeProperties properties) {
        return new Backlog(journal, properties.waiting());
    }

    @Bean
    IntakeMeters intakeMeters(MeterRegistry registry, Backlog backlog, Journal journal) {
        IntakeMeters meters = new IntakeMeters(registry, Clock.systemUTC());
        meters.watch(backlog, journal);
        return meters;
    }

    @Bean
    IntakeHealth intakeHealthIndicator(Backlog backlog, Journal journal) {
        return new IntakeHealth(backlog, journal, Clock.systemUTC());
    }

    @Bean
    ParkedMessageRetry parkedMessageRetry(Journal journal, Backlog backlog, PlatformTransactionManager transactions) {
        return new ParkedMessageRetry(journal, backlog, transactions);
    }

    @Bean
    StoredMaps storedMaps(
            IFhirResourceDao<ConceptMap> maps, ParkedMessageRetry parkedMessageRetry, IInterceptorService storage) {
        StoredMaps stored = new StoredMaps(maps, Clock.systemUTC(), parkedMessageRetry::mapsMended);
        storage.registerInterceptor(stored);
        return stored;
    }

    @Bean
    GuideFindings guideFindings(GuideCheck guide, TextCheck texts) {
        return new GuideFindings(guide, texts);
    }

    @Bean
    Analytes analytes(GuideDefinitions definitions) {
        return Analytes.of(
                definitions.all(StructureDefinition.class).toList(),
                definitions.all(ValueSet.class).toList());
    }

    @Bean
    OruInterpreter oruInterpreter(
            StoredMaps maps,
            Linkage linkage,
            IFhirResourceDao<Patient> patients,
            SiteTimeZones zones,
            Analytes analytes,
            GuideFindings guide,
            ResultStore store,
            IntakeProperties properties) {
        return new OruInterpreter(
                new OruReader(),
                maps,
                new PatientMatcher(linkage, patients),
                zones,
                analytes,
                guide,
                store::conflicts,
                properties::options);
    }

    @Bean
    MessageFields messageFields(OruInterpreter understanding, ResultStore store, IntakeProperties properties) {
        return new MessageFields(understanding, store, properties, Clock.systemUTC());
    }

    @Bean
    FhirTransactionReader fhirTransactionReader(
            FhirContext fhir, StoredMaps maps, Linkage linkage, Analytes analytes, TextCheck texts) {
        return new FhirTransactionReader(
                fhir, maps, new FhirSubjects(linkage), new FhirDeliveries(fhir), new ExcludedEntries(analytes), texts);
    }

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
    ResultStore resultStore(
            IFhirSystemDao<Bundle, Meta> store,
            NewResources newResources,
            FhirContext fhir,
            ResultLedger ledger,
            StoredIdentifiers identifiers,
            IFhirResourceDao<DiagnosticReport> reports,
            IFhirResourceDao<Provenance> provenances,
            IFhirResourceDao<Observation> results,
            GuideFindings guide,
            CompletedVisits visits,
            SiteTimeZones zones,
            DaoRegistry resources,
            ParkedMessageRetry parkedMessageRetry) {
        return new ResultStore(
                store,
                newResources,
                fhir,
                ledger,
                new ReportUpkeep(ledger, reports),
                new VisitLink(visits, zones),
                provenances,
                new RetainedValues(results),
                new OwnCodes(results),
                new StoredResultFacts(resources),
                identifiers,
                guide,
                parkedMessageRetry::numbersSettled);
    }

    @Bean
    MessageEvents messageEvents(AuditTrail trail) {
        return new MessageEvents(trail);
    }

    @Bean
    MessageDoor messageDoor(
            Journal journal,
            Backlog backlog,
            OruInterpreter understanding,
            IntakeProperties properties,
            IntakeMeters meters,
            MessageEvents events) {
        return new BatchDoor(
                new Hl7Door(journal, backlog, understanding::understand, properties, meters, events, Clock.systemUTC()),
                Clock.systemUTC());
    }

    @Bean
    Workers workers(
            Journal journal,
            OruInterpreter oru,
            FhirTransactionReader fhir,
            ResultStore store,
            PlatformTransactionManager transactions,
            IntakeMeters meters,
            MessageEvents events,
            IntakeProperties properties,
            Backlog backlog) {
        QueueStep turn = new QueueStep(
                journal,
                List.of(oru, fhir),
                store::store,
                new TransactionTemplate(transactions),
                meters,
                events,
                properties.attempts());
        return new Workers(turn, backlog, properties.workers());
    }

    @Bean
    LaboratoryPatches laboratoryPatches(DaoRegistry resources, ResultLedger ledger, StoredIdentifiers identifiers) {
        return new LaboratoryPatches(resources, ledger, identifiers);
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
