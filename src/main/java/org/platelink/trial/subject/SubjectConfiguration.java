package org.platelink.trial.subject;

import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.jpa.dao.tx.IHapiTransactionService;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.time.Clock;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.platelink.platform.server.FhirServerCustomizer;
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

    @Bean
    StoredSubjects storedSubjects(
            IFhirResourceDao<ResearchStudy> studies,
            IFhirResourceDao<Patient> participants,
            IFhirResourceDao<Consent> consents,
            IFhirResourceDao<ResearchSubject> subjects,
            IFhirResourceDao<Observation> observations) {
        return new StoredSubjects(studies, participants, consents, subjects, observations);
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
