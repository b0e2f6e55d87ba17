package org.platelink.trial.safety;

import org.platelink.platform.server.FhirServerCustomizer;
import org.platelink.study.rules.PatientRecords;
import org.platelink.trial.analysis.SubjectAnalyses;
import org.platelink.trial.analysis.Subjects;
import org.platelink.trial.subject.SiteTimeZones;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Spring configuration of the safety module: the {@code $grade-suggestions} and {@code $adverse-events} operations.
 */
@Configuration(proxyBeanMethods = false)
class SafetyConfiguration {

    @Bean
    Suggestions suggestions(SubjectAnalyses analyses) {
        return new Suggestions(analyses);
    }

    @Bean
    GravestGrades gravestGrades(
            SubjectAnalyses analyses, Suggestions suggestions, PatientRecords records, SiteTimeZones zones) {
        return new GravestGrades(analyses, suggestions, new ReportedEvents(records, zones));
    }

    @Bean
    FhirServerCustomizer safetyOperations(
            Subjects subjects, SubjectAnalyses analyses, PatientRecords records, SiteTimeZones zones) {
        SafetyAnswers answers = new SafetyAnswers(new Suggestions(analyses), new ReportedEvents(records, zones));
        return server -> server.registerProviders(
                new SubjectOperations(subjects, answers), new StudyOperations(subjects, answers));
    }
}
