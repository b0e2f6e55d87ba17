package org.platelink.trial.schedule;

import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.Optional;
import javax.sql.DataSource;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.platelink.platform.server.FhirServerCustomizer;
import org.platelink.platform.server.WriteInvalidatedCache;
import org.platelink.platform.server.WriteTimeChecks;
import org.platelink.trial.subject.SiteTimeZones;
import org.platelink.trial.subject.StudyEvents;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Spring configuration of the schedule module: the schedule operations, and the interceptor that validates recorded
 * visits against the protocol.
 */
@Configuration(proxyBeanMethods = false)
class ScheduleConfiguration {

    /** Visits and doses; about 30 MB. */
    private static final int VISITS_IN_MEMORY = 100_000;

    @Bean
    Protocols protocols(DaoRegistry resources, IInterceptorService storage) {
        return new Protocols(resources, WriteInvalidatedCache.of(Protocols.READ_FROM, storage));
    }

    @Bean
    VersionCache<VisitRecord> visitRecords() {
        return new VersionCache<>(VISITS_IN_MEMORY);
    }

    @Bean
    Schedules schedules(
            DataSource database, Protocols protocols, VersionCache<VisitRecord> known, SiteTimeZones zones) {
        return new Schedules(database, protocols, known, zones, Clock.systemUTC());
    }

    @Bean
    VisitCalendar visitCalendar(Schedules schedules) {
        return new VisitCalendar(schedules);
    }

    @Bean
    FhirServerCustomizer scheduleOperations(
            Schedules schedules, IFhirResourceDao<Observation> observations, SiteTimeZones zones) {
        return server -> server.registerProviders(
                new SubjectOperations(schedules, new VisitLabs(observations, zones)),
                new StudyOperations(schedules),
                new ApplyOperation(schedules));
    }

    @Bean
    CompletedVisits completedVisits(EntityManager entityManager) {
        return new CompletedVisits(entityManager);
    }

    @Bean
    StudyEvents studyEvents(
            EntityManager entityManager, Protocols protocols, VersionCache<VisitRecord> known, SiteTimeZones zones) {
        return new SubjectEvents(entityManager, protocols, known, zones);
    }

    /**
     * Validation on request cannot check these rules: they depend on everything that one transaction writes, and on
     * what others have written by then.
     */
    @Bean
    WriteTimeChecks visitsAreHeldToTheProtocol() {
        return (resource, request) -> resource instanceof Encounter || resource instanceof MedicationAdministration
                ? Optional.of(
                        "Whether this fits the protocol and the subject's way through the study is looked at when it is"
                                + " written, together with all that is written with it.")
                : Optional.empty();
    }

    @Bean
    FhirServerCustomizer visitRules(
            EntityManager entityManager,
            Protocols protocols,
            SiteTimeZones zones,
            VersionCache<VisitRecord> known,
            IFhirResourceDao<ResearchSubject> subjects,
            ObjectProvider<InfusionCheck> infusionChecks,
            IInterceptorService storage) {
        VisitCheck check = new VisitCheck(
                entityManager,
                protocols,
                known,
                zones,
                new DoseStateTransitions(subjects),
                infusionChecks::orderedStream,
                Clock.systemUTC());
        return server -> storage.registerInterceptor(new VisitRules(check));
    }
}
