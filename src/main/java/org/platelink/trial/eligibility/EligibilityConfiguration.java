package org.platelink.trial.eligibility;

import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import java.time.Clock;
import javax.sql.DataSource;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.Group;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Observation;
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
            IInterceptorService storage) {
        return new StudyCriteria(studies, groups, rules, WriteInvalidatedCache.of(StudyCriteria.READ_FROM, storage));
    }

    @Bean
    EligibilityEvaluator judge(StudyCriteria criteria, PatientRecords records, RuleEngine rules, SiteTimeZones zones) {
        return new EligibilityEvaluator(criteria, records, rules, zones, clock);
    }

    @Bean
    StoredAssessments judgements(
            DerivedResults results,
            IFhirResourceDao<Observation> observations,
            SubjectLock lock,
            PlatformTransactionManager transactions) {
        return new StoredAssessments(results, observations, new TransactionTemplate(transactions), lock, clock);
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
    CriteriaAdmission criteriaAdmission(EligibilityEvaluator judge, StoredAssessments judgements) {
        return new CriteriaAdmission(judge, judgements);
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
