package org.platelink.trial.roster;

import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import java.sql.Connection;
import java.time.Clock;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.platelink.platform.background.BackgroundWorker;
import org.platelink.platform.hapi.table.ResearchSubjects;
import org.platelink.platform.hapi.table.ResourceTable;
import org.platelink.platform.hapi.table.TokenHashes;
import org.platelink.platform.server.FhirServerCustomizer;
import org.platelink.platform.server.WriteInvalidatedCache;
import org.platelink.study.rules.ChangeFeed;
import org.platelink.trial.safety.GravestGrades;
import org.platelink.trial.schedule.VisitCalendar;
import org.platelink.trial.subject.SiteTimeZones;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Spring configuration of the roster module: the operations and the background update of the
 * rosters.
 */
@Configuration(proxyBeanMethods = false)
class RosterConfiguration {

    @Bean
    FollowedMeasurements followedMeasurements(IFhirResourceDao<ResearchStudy> studies, IInterceptorService storage) {
        return new FollowedMeasurements(studies, WriteInvalidatedCache.of(FollowedMeasurements.READ_FROM, storage));
    }

    @Bean
    Rosters rosters(
            JdbcTemplate database,
            ResourceTable stored,
            TokenHashes hashes,
            VisitCalendar calendar,
            FollowedMeasurements measurements,
            SiteTimeZones zones) {
        Clock clock = Clock.systemUTC();
        return new Rosters(
                new ChangeFeed(database, stored, clock),
                measurements,
                new SubjectReading(calendar, measurements, new PatientSnapshots(database, hashes), zones),
                zones,
                clock);
    }

    @Bean
    RosterUpkeep rosterUpkeep(Rosters rosters, JdbcTemplate database, GravestGrades grades) {
        return new RosterUpkeep(
                rosters,
                () -> database.execute((Connection connection) -> new ResearchSubjects(connection).studies()),
                grades);
    }

    @Bean
    BackgroundWorker rosterWorker(RosterUpkeep upkeep) {
        return upkeep.worker();
    }

    @Bean
    FhirServerCustomizer subjectList(
            Rosters rosters, FollowedMeasurements measurements, RosterUpkeep upkeep, VisitCalendar calendar) {
        return server -> server.registerProvider(new StudyOperation(rosters, measurements, upkeep, calendar));
    }
}
