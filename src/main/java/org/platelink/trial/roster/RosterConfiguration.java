package org.platelink.trial.roster;

import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import java.time.Clock;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.platelink.platform.background.BackgroundWorker;
import org.platelink.platform.server.FhirServerCustomizer;
import org.platelink.platform.server.WriteInvalidatedCache;
import org.platelink.trial.safety.GravestGrades;
import org.platelink.trial.schedule.VisitCalendar;
import org.platelink.trial.subject.SiteTimeZones;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Spring configuration of the roster module: the {@code $subject-list} operation and the background update of the
 * rosters.
 */
@Configuration(proxyBeanMethods = false)
class RosterConfiguration {

    private static final String STUDIES =
            """
            select distinct s.fhir_id from hfj_res_link l join hfj_resource s on s.res_id = l.target_resource_id
            where l.src_path = 'ResearchSubject.study' and s.res_type = 'ResearchStudy'
            """;

    @Bean
    FollowedMeasurements followedMeasurements(IFhirResourceDao<ResearchStudy> studies, IInterceptorService storage) {
        return new FollowedMeasurements(studies, WriteInvalidatedCache.of(FollowedMeasurements.READ_FROM, storage));
    }

    @Bean
    Rosters rosters(
            JdbcTemplate database,
            PartitionSettings partitions,
            VisitCalendar calendar,
            FollowedMeasurements measurements,
            SiteTimeZones zones) {
        Clock clock = Clock.systemUTC();
        return new Rosters(
                new ChangeFeed(database, clock),
                measurements,
                new SubjectReading(calendar, measurements, new PatientSnapshots(database, partitions), zones),
                zones,
                clock);
    }

    @Bean
    RosterUpkeep rosterUpkeep(Rosters rosters, JdbcTemplate database, GravestGrades grades) {
        return new RosterUpkeep(rosters, () -> database.queryForList(STUDIES, String.class), grades);
    }

    @Bean
    BackgroundWorker rosterWorker(RosterUpkeep upkeep) {
        return upkeep.worker();
    }

    @Bean
    FhirServerCustomizer subjectList(Rosters rosters, FollowedMeasurements measurements, RosterUpkeep upkeep) {
        return server -> server.registerProvider(new StudyOperation(rosters, measurements, upkeep));
    }
}
