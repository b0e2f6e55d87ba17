package org.platelink.trial.subject;

import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.jpa.dao.tx.IHapiTransactionService;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.platelink.platform.server.FhirServerCustomizer;
import org.platelink.security.access.FormerSites;
import org.platelink.security.linkage.Linkage;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Spring configuration of the subject module: the interceptor for subject states, and the operations that register
 * and move subjects.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SubjectProperties.class)
class SubjectConfiguration {

    private final Clock clock = Clock.systemUTC();

    @Bean
    SiteTimeZones siteTimeZones(IFhirResourceDao<Organization> organizations) {
        return new SiteTimeZones(
                id -> organizations.read(new IdType("Organization", id), new SystemRequestDetails()), clock);
    }

    /** Registered with JPA's own interceptor service: a write without a request reaches no other interceptors. */
    @Bean
    StateRules stateRules(IInterceptorService storage, ObjectProvider<Admission> admissions) {
        StateRules rules = new StateRules(clock, admissions::stream);
        storage.registerInterceptor(rules);
        return rules;
    }

    /** A customizer, so that the modules that provide events and admissions are there when it is made. */
    @Bean
    FhirServerCustomizer participationRules(
            EntityManager entityManager,
            IFhirResourceDao<ResearchSubject> subjects,
            SiteTimeZones zones,
            ObjectProvider<StudyEvents> events,
            ObjectProvider<Admission> admissions,
            IInterceptorService storage) {
        ParticipationCheck check =
                new ParticipationCheck(entityManager, subjects, zones, events::stream, admissions::stream);
        return server -> {
            storage.registerInterceptor(new ParticipationRules(check));
            storage.registerInterceptor(new TimeZoneRule());
        };
    }

    /** Registered as the rules of the states are. */
    @Bean
    ScreeningRules screeningRules(IInterceptorService storage, StoredSubjects store) {
        ScreeningRules rules = new ScreeningRules(store::screeningsOf);
        storage.registerInterceptor(rules);
        return rules;
    }

    /** Registered as the rules of the states are. */
    @Bean
    TransferRules transferRules(IInterceptorService storage) {
        TransferRules rules = new TransferRules();
        storage.registerInterceptor(rules);
        return rules;
    }

    @Bean
    FhirServerCustomizer transferOperation(
            StoredSubjects store, FormerSites formerSites, SiteTimeZones zones, IHapiTransactionService transactions) {
        Transfers transfers = new Transfers(store, formerSites, zones, transactions, clock);
        return server -> server.registerProvider(new TransferOperation(transfers));
    }

    @Bean
    StoredSubjects storedSubjects(
            IFhirResourceDao<ResearchStudy> studies,
            IFhirResourceDao<Patient> participants,
            IFhirResourceDao<Consent> consents,
            IFhirResourceDao<ResearchSubject> subjects,
            IFhirResourceDao<Observation> observations,
            IFhirResourceDao<Organization> organizations) {
        return new StoredSubjects(studies, participants, consents, subjects, observations, organizations);
    }

    @Bean
    SubjectNumbers subjectNumbers(JdbcClient database) {
        return new SubjectNumbers(database);
    }

    @Bean
    FhirServerCustomizer subjectOperations(
            StoredSubjects store,
            SubjectNumbers numbers,
            Linkage linkage,
            IHapiTransactionService transactions,
            SiteTimeZones zones,
            SubjectProperties properties,
            IFhirResourceDao<ResearchSubject> subjects,
            StateRules rules,
            ObjectProvider<Admission> admissions) {
        Enrolment enrolment = new Enrolment(store, numbers, linkage, transactions);
        Majority majority = new Majority(properties.ageOfMajority());
        return server -> server.registerProviders(
                new RegisterOperation(store, enrolment, zones, majority, properties.ageOfAssent(), clock),
                new TransitionOperation(subjects, rules, admissions::stream));
    }
}
