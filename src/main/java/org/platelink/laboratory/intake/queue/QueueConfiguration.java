package org.platelink.laboratory.intake.queue;

import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.ValueSet;
import org.platelink.laboratory.intake.store.ResultStore;
import org.platelink.laboratory.journal.Journal;
import org.platelink.laboratory.lab.Analytes;
import org.platelink.platform.server.GracefulStop;
import org.platelink.platform.validation.GuideDefinitions;
import org.platelink.security.audit.AuditTrail;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Spring configuration of the queue of messages, and of what all interpreters of messages need. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IntakeProperties.class)
class QueueConfiguration {

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
    Analytes analytes(GuideDefinitions definitions) {
        return Analytes.of(
                definitions.all(StructureDefinition.class).toList(),
                definitions.all(ValueSet.class).toList());
    }

    @Bean
    MessageEvents messageEvents(AuditTrail trail) {
        return new MessageEvents(trail);
    }

    @Bean
    Workers workers(
            Journal journal,
            List<MessageInterpreter> interpreters,
            ResultStore store,
            PlatformTransactionManager transactions,
            IntakeMeters meters,
            MessageEvents events,
            IntakeProperties properties,
            Backlog backlog,
            GracefulStop graceful) {
        QueueStep step = new QueueStep(
                journal,
                interpreters,
                store::store,
                new TransactionTemplate(transactions),
                meters,
                events,
                properties.attempts());
        return new Workers(step, backlog, properties.workers(), graceful);
    }
}
