package org.platelink.trial.alert;

import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import java.time.Clock;
import java.util.Set;
import org.hl7.fhir.r4.model.Flag;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.platelink.platform.background.BackgroundWorker;
import org.platelink.platform.hapi.table.ResourceTable;
import org.platelink.platform.server.FhirServerCustomizer;
import org.platelink.platform.server.WriteInvalidatedCache;
import org.platelink.security.access.Permissions;
import org.platelink.study.rules.ChangeFeed;
import org.platelink.study.rules.PatientRecords;
import org.platelink.trial.analysis.SubjectAnalyses;
import org.platelink.trial.eligibility.SubjectLock;
import org.platelink.trial.eligibility.VerdictUpkeep;
import org.platelink.trial.safety.Suggestions;
import org.platelink.trial.schedule.VisitCalendar;
import org.platelink.trial.subject.SiteTimeZones;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Spring configuration of the alerts: the worker that keeps them, and the operation by which one is acknowledged. */
@Configuration(proxyBeanMethods = false)
class AlertConfiguration {

    private final Clock clock = Clock.systemUTC();

    @Bean
    SubjectWatch subjectWatch(
            VisitCalendar calendar,
            PatientRecords records,
            SiteTimeZones zones,
            SubjectAnalyses analyses,
            Suggestions suggestions,
            VerdictUpkeep verdicts,
            SubjectLock lock,
            IFhirResourceDao<ResearchSubject> subjects,
            IFhirResourceDao<ResearchStudy> studies,
            IFhirResourceDao<Flag> flags,
            IInterceptorService storage,
            PlatformTransactionManager transactions) {
        return new SubjectWatch(
                calendar,
                records,
                zones,
                analyses,
                suggestions,
                verdicts,
                lock,
                subjects,
                studies,
                WriteInvalidatedCache.of(Set.of("ResearchStudy"), storage),
                new StoredAlerts(records, flags, clock),
                new TransactionTemplate(transactions));
    }

    @Bean
    AlertUpkeep alertUpkeep(
            JdbcClient tables, JdbcTemplate database, ResourceTable stored, SubjectWatch watch, SiteTimeZones zones) {
        return new AlertUpkeep(
                new AlertTables(tables),
                new WatchedSubjects(database),
                since -> new ChangeFeed(database, stored, clock, since),
                watch::look,
                zones,
                clock);
    }

    @Bean
    BackgroundWorker alertWorker(AlertUpkeep upkeep) {
        return upkeep.worker();
    }

    @Bean
    FhirServerCustomizer acknowledgeOperation(
            IFhirResourceDao<Flag> flags,
            SubjectLock lock,
            Permissions permissions,
            PlatformTransactionManager transactions) {
        return server -> server.registerProvider(
                new AcknowledgeOperation(flags, lock, new TransactionTemplate(transactions), permissions, clock));
    }
}
