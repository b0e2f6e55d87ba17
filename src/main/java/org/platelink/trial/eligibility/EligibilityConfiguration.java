package org.platelink.trial.eligibility;

import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import java.time.Clock;
import javax.sql.DataSource;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.Group;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.platelink.platform.server.FhirServerCustomizer;
import org.platelink.platform.server.StorageCheckInterceptor;
import org.platelink.platform.server.WriteInvalidatedCache;
import org.platelink.study.rules.DerivedResults;
import org.platelink.study.rules.PatientRecords;
import org.platelink.study.rules.RuleEngine;
import org.platelink.study.rules.StudyRules;
import org.platelink.trial.subject.SiteTimeZones;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Spring configuration of the eligibility module: the {@code $evaluate-eligibility} operations, the check before a
 * subject becomes eligible, and the validation of QuestionnaireResponses.
 */
@Configuration(proxyBeanMethods = false)
class EligibilityConfiguration {

    private final Clock clock = Clock.systemUTC();

    @Bean
    StudyCriteria studyCriteria(
            IFhirResourceDao<ResearchStudy> studies,
            IFhirResourceDao<Group> groups,
            StudyRules rules,
            @Value("${platelink.subject.age-of-assent:7}") int ageOfAssent,
            IInterceptorService storage) {
        return new StudyCriteria(
                studies, groups, rules, ageOfAssent, WriteInvalidatedCache.of(StudyCriteria.READ_FROM, storage));
    }

    @Bean
    EligibilityEvaluator judge(
            StudyCriteria criteria,
            PatientRecords records,
            RuleEngine rules,
            SiteTimeZones zones,
            @Value("${platelink.subject.age-of-majority:18}") int ageOfMajority) {
        return new EligibilityEvaluator(criteria, records, rules, zones, ageOfMajority, clock);
    }

    @Bean
    StoredAssessments judgements(DerivedResults results, SubjectLock lock, PlatformTransactionManager transactions) {
        return new StoredAssessments(results, new TransactionTemplate(transactions), lock, clock);
    }

    @Bean
    SubjectLock subjectLock(DataSource database) {
        return new SubjectLock(database);
    }

    @Bean
    VerdictUpkeep verdictUpkeep(EligibilityEvaluator judge, StoredAssessments judgements, SiteTimeZones zones) {
        return new VerdictUpkeep(judge, judgements, zones, clock);
    }

    @Bean
    InfusionAdmission infusionAdmission(
            EligibilityEvaluator judge,
            StoredAssessments judgements,
            IFhirResourceDao<ResearchSubject> subjects,
            IFhirResourceDao<MedicationAdministration> infusions,
            IFhirResourceDao<DetectedIssue> issues,
            SiteTimeZones zones) {
        return new InfusionAdmission(
                judge, judgements, subjects, infusions, new EligibilityDeviations(issues, clock), zones, clock);
    }

    @Bean
    SubjectZones subjectZones(IFhirResourceDao<Patient> patients, SiteTimeZones zones) {
        return new SubjectZones(patients, zones);
    }

    @Bean
    CriteriaAdmission criteriaAdmission(
            EligibilityEvaluator judge,
            StoredAssessments judgements,
            IFhirResourceDao<ResearchStudy> studies,
            IFhirResourceDao<Observation> observations,
            SubjectZones zones) {
        return new CriteriaAdmission(judge, judgements, new OutsideDecisions(studies, observations), zones);
    }

    @Bean
    FhirServerCustomizer agesFitBirthDates(
            IFhirResourceDao<Observation> observations, SubjectZones subjects, IInterceptorService storage) {
        AgeCheck ages = new AgeCheck(observations, subjects);
        return server -> {
            storage.registerInterceptor(StorageCheckInterceptor.of(Observation.class, ages::check));
            storage.registerInterceptor(StorageCheckInterceptor.of(Patient.class, ages::check));
        };
    }

    @Bean
    FhirServerCustomizer eligibilityOperations(
            IFhirResourceDao<ResearchStudy> studies,
            IFhirResourceDao<ResearchSubject> subjects,
            EligibilityEvaluator judge,
            StoredAssessments judgements) {
        return server -> server.registerProviders(
                new SubjectOperation(subjects, judge, judgements),
                new StudyOperation(studies, subjects, judge, judgements));
    }

    @Bean
    FhirServerCustomizer answersFitQuestions(
            IFhirResourceDao<Questionnaire> questionnaires, IInterceptorService storage) {
        return server -> storage.registerInterceptor(
                StorageCheckInterceptor.of(QuestionnaireResponse.class, new AnswerCheck(questionnaires)::check));
    }
}
