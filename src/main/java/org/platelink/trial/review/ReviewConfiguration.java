package org.platelink.trial.review;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.jpa.dao.tx.IHapiTransactionService;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.ListResource;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.VerificationResult;
import org.platelink.platform.server.FhirServerCustomizer;
import org.platelink.security.access.SearchRestrictions;
import org.platelink.security.screening.TextCheck;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Spring configuration of the data review. */
@Configuration(proxyBeanMethods = false)
class ReviewConfiguration {

    private final Clock clock = Clock.systemUTC();

    @Bean
    ReviewedSubjects reviewedSubjects(DaoRegistry store, SearchRestrictions types) {
        return new ReviewedSubjects(store, types);
    }

    @Bean
    Queries queries(FhirContext fhir, IFhirResourceDao<Task> tasks, ReviewedSubjects subjects, TextCheck texts) {
        return new Queries(fhir, tasks, subjects, texts, clock);
    }

    @Bean
    LockTable lockTable(JdbcClient database) {
        return new LockTable(database);
    }

    /** Registered with JPA's own interceptor service: a write without a request reaches no other interceptors. */
    @Bean
    LockRules lockRules(
            EntityManager entityManager, LockTable locks, SearchRestrictions types, IInterceptorService storage) {
        LockRules rules = new LockRules(types, new LockCheck(entityManager, locks));
        storage.registerInterceptor(rules);
        return rules;
    }

    @Bean
    Locks locks(
            LockTable table,
            IFhirResourceDao<Task> tasks,
            IFhirResourceDao<ResearchStudy> studies,
            ReviewedSubjects subjects,
            IHapiTransactionService transactions,
            EntityManager entityManager,
            TextCheck texts,
            ApplicationEventPublisher events) {
        return new Locks(table, tasks, studies, subjects, transactions, entityManager, texts, events, clock);
    }

    @Bean
    Verifications verifications(
            FhirContext fhir,
            IFhirResourceDao<VerificationResult> store,
            IFhirResourceDao<Encounter> visits,
            IFhirResourceDao<Task> tasks,
            ReviewedSubjects subjects,
            IHapiTransactionService transactions,
            EntityManager entityManager) {
        return new Verifications(fhir, store, visits, tasks, subjects, transactions, entityManager, clock);
    }

    @Bean
    VerificationRules verificationRules(
            FhirContext fhir,
            ReviewedSubjects subjects,
            IFhirResourceDao<VerificationResult> store,
            EntityManager entityManager,
            IInterceptorService storage) {
        VerificationRules rules =
                new VerificationRules(fhir, subjects, new OutdatedVerifications(store, entityManager, clock));
        storage.registerInterceptor(rules);
        return rules;
    }

    @Bean
    DataCuts dataCuts(
            JdbcClient database,
            IFhirResourceDao<ListResource> lists,
            IFhirResourceDao<ResearchStudy> studies,
            SearchRestrictions types,
            IHapiTransactionService transactions,
            EntityManager entityManager) {
        return new DataCuts(new CutTable(database), lists, studies, types, transactions, entityManager, clock);
    }

    @Bean
    FhirServerCustomizer reviewOperations(Queries queries, Locks locks, Verifications verifications, DataCuts cuts) {
        return server -> server.registerProviders(
                new QueryOperations(queries),
                new SubjectReviewOperations(queries, locks, verifications),
                new VisitReviewOperations(verifications),
                new StudyReviewOperations(locks, cuts));
    }
}
