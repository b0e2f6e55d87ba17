package org.platelink.trial.schedule;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import jakarta.persistence.EntityManager;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.Session;
import org.platelink.trial.subject.PartialDate;
import org.platelink.trial.subject.SiteTimeZones;
import org.platelink.trial.subject.StudyEvents;

/** Finds the visits and doses of a subject that took place, within the running transaction. */
final class SubjectEvents implements StudyEvents {

    private final EntityManager entityManager;
    private final Protocols protocols;
    private final VersionCache<VisitRecord> recordCache;
    private final SiteTimeZones zones;

    SubjectEvents(
            EntityManager entityManager,
            Protocols protocols,
            VersionCache<VisitRecord> recordCache,
            SiteTimeZones zones) {
        this.entityManager = entityManager;
        this.protocols = protocols;
        this.recordCache = recordCache;
        this.zones = zones;
    }

    private record SubjectData(SubjectRecord subject, List<VisitRecord> recorded) {}

    @Override
    public List<StudyEvent> of(String subject) {
        return entityManager
                .unwrap(Session.class)
                .<Optional<SubjectData>>doReturningWork(connection -> {
                    Optional<SubjectRecord> found = new StoredSubjects(connection)
                            .subject(subject).stream().findFirst();
                    if (found.isEmpty()) {
                        return Optional.empty();
                    }
                    Map<Long, List<VisitRecord>> recorded = new StoredRecords(connection)
                            .recorded(List.of(found.get().patientPid()), recordCache);
                    return Optional.of(new SubjectData(
                            found.get(), recorded.getOrDefault(found.get().patientPid(), List.of())));
                })
                .map(this::events)
                .orElse(List.of());
    }

    /** Of a participant who was screened again, what is of this screening. */
    private List<StudyEvent> events(SubjectData data) {
        SubjectRecord subject = data.subject();
        Optional<ProtocolVersions> protocol = protocol(subject);
        List<VisitRecord> own = subject.own(data.recorded(), zones.of(subject.site()));
        return own.stream()
                .filter(VisitRecord::tookPlace)
                .filter(one -> isOf(protocol, one, own))
                .map(one -> event(one, zones, subject.site()))
                .toList();
    }

    static StudyEvent event(VisitRecord one, SiteTimeZones zones, String site) {
        String start = String.valueOf(one.start());
        return new StudyEvent(
                one.reference(), start, PartialDate.of(start, zones.of(site)), one.isDose(), one.reason());
    }

    /** Without a protocol, what names any planned visit or declares the infusion profile is of the study. */
    private static boolean isOf(Optional<ProtocolVersions> protocol, VisitRecord one, List<VisitRecord> recorded) {
        if (protocol.isEmpty()) {
            return one.claimed() || one.action() != null;
        }
        ProtocolTimeline all = ProtocolTimeline.of(protocol.get(), Optional.empty(), List.of());
        return one.isDose()
                ? new ProtocolRecords(all, ZoneOffset.UTC, recorded).isStudyDose(one)
                : one.names(protocol.get());
    }

    private Optional<ProtocolVersions> protocol(SubjectRecord subject) {
        try {
            return protocols.of(subject.study()).ofArm(subject.arm());
        } catch (BaseServerResponseException noStudy) {
            return Optional.empty();
        }
    }
}
