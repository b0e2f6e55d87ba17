package org.platelink.trial.response;

import ca.uhn.fhir.interceptor.api.IInterceptorService;
import java.time.Clock;
import org.platelink.platform.background.BackgroundWorker;
import org.platelink.platform.server.FhirServerCustomizer;
import org.platelink.study.rules.DerivedResults;
import org.platelink.trial.analysis.SubjectAnalyses;
import org.platelink.trial.analysis.Subjects;
import org.platelink.trial.schedule.VisitCalendar;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Spring configuration of the response module: the {@code $response} operations, and the background update of stored
 * responses.
 */
@Configuration(proxyBeanMethods = false)
class ResponseConfiguration {

    @Bean
    Responses responses(VisitCalendar calendar, SubjectAnalyses analyses) {
        return new Responses(calendar, analyses);
    }

    @Bean
    ResponseUpkeep responseUpkeep(
            Responses responses, DerivedResults results, PlatformTransactionManager transactions) {
        return new ResponseUpkeep(
                responses,
                new StoredResponses(responses, results, new TransactionTemplate(transactions), Clock.systemUTC()));
    }

    @Bean
    BackgroundWorker responseWorker(ResponseUpkeep upkeep) {
        return upkeep.worker();
    }

    @Bean
    FhirServerCustomizer responseOperations(
            Subjects subjects, Responses responses, ResponseUpkeep upkeep, IInterceptorService storage) {
        return server -> {
            server.registerProviders(
                    new SubjectOperation(subjects, responses), new StudyOperation(subjects, responses));
            storage.registerInterceptor(new RecordChanges(upkeep));
        };
    }
}
