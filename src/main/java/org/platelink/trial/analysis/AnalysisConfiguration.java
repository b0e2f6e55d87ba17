package org.platelink.trial.analysis;

import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.platelink.platform.server.WriteInvalidatedCache;
import org.platelink.study.rules.PatientRecords;
import org.platelink.study.rules.RuleEngine;
import org.platelink.study.rules.StudyRules;
import org.platelink.trial.schedule.VisitCalendar;
import org.platelink.trial.subject.SiteTimeZones;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Spring configuration of the analysis module: beans with which other modules evaluate the analyses of studies. */
@Configuration(proxyBeanMethods = false)
class AnalysisConfiguration {

    @Bean
    SubjectAnalyses subjectAnalyses(
            IFhirResourceDao<ResearchStudy> studies,
            StudyRules rules,
            IInterceptorService storage,
            PatientRecords records,
            RuleEngine engine,
            SiteTimeZones zones) {
        return new SubjectAnalyses(
                new StudyAnalyses(studies, rules, WriteInvalidatedCache.of(StudyAnalyses.READ_FROM, storage)),
                records,
                engine,
                zones);
    }

    @Bean
    Subjects subjects(VisitCalendar calendar, IFhirResourceDao<ResearchStudy> studies) {
        return new Subjects(calendar, studies);
    }
}
