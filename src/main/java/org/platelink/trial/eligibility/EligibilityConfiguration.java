package org.platelink.trial.eligibility;

import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import java.time.Clock;
import org.hl7.fhir.r4.model.Group;
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
    StoredAssessments judgements(DerivedResults results, IFhirResourceDao<Observation> observations) {
        return new StoredAssessments(results, observations, clock);
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
