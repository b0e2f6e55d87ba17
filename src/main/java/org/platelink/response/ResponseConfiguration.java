package org.platelink.response;

import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import java.time.Clock;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.platelink.analysis.SubjectAnalyses;
import org.platelink.rules.DerivedResults;
import org.platelink.schedule.VisitCalendar;
import org.platelink.server.FhirServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Answers about responses, and keeps those that are stored current. */
@Configuration(proxyBeanMethods = false)
class ResponseConfiguration {

    @Bean
    Responses responses(VisitCalendar calendar, SubjectAnalyses analyses) {
        return new Responses(calendar, analyses);
    }

    @Bean
    Upkeep responseUpkeep(Responses responses, DerivedResults results, PlatformTransactionManager transactions) {
        return new Upkeep(
                responses,
                new StoredResponses(responses, results, new TransactionTemplate(transactions), Clock.systemUTC()));
    }

    @Bean
    FhirServerCustomizer responseOperations(
            Responses responses, IFhirResourceDao<ResearchStudy> studies, Upkeep upkeep, IInterceptorService storage) {
        return server -> {
            server.registerProviders(new SubjectOperation(responses), new StudyOperation(studies, responses));
            storage.registerInterceptor(new RecordChanges(upkeep));
        };
    }
}
