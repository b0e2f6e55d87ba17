package org.platelink.trial.schedule;

import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.platelink.trial.subject.PartialDate;
import org.platelink.trial.subject.Participation;
import org.platelink.trial.subject.SiteTimeZones;
import org.platelink.trial.subject.StoredParticipations;

/**
 * Validates the visits and doses that a transaction writes, within this transaction, against what is stored. If doses
 * are written, the subjects are locked: of two doses that are recorded concurrently, the second is checked after the
 * first is committed.
 */
final class VisitCheck implements TransactionVisits.Check {

    private final EntityManager entityManager;
    private final Protocols protocols;
    private final SiteTimeZones zones;
    private final VersionCache<VisitRecord> recordCache;
    private final DoseStateTransitions states;
    private final Supplier<Stream<InfusionCheck>> infusionChecks;
    private final Clock clock;

    VisitCheck(
            EntityManager entityManager,
            Protocols protocols,
            VersionCache<VisitRecord> recordCache,
            SiteTimeZones zones,
            DoseStateTransitions states,
            Supplier<Stream<InfusionCheck>> infusionChecks,
            Clock clock) {
        this.entityManager = entityManager;
        this.protocols = protocols;
        this.recordCache = recordCache;
        this.zones = zones;
        this.states = states;
        this.infusionChecks = infusionChecks;
        this.clock = clock;
    }

    /**
     * The stored data of the subjects concerned.
     *
     * @param subjects the subjects that the Patients are
     * @param recorded the recorded visits and doses, by HAPI's numeric ids (PIDs) of the Patients
     * @param consents the times of consent, by the ids of the Consents
     * @param participations the deaths and consents of the Patients
     * @param protocols the protocols to which the subjects are held
     */
    private record SubjectData(
            List<SubjectRecord> subjects,
            Map<Long, List<VisitRecord>> recorded,
            Map<String, String> consents,
            StoredParticipations participations,
            SubjectProtocols protocols) {}

    @Override
    public void check(TransactionVisits written) {
        // The queries below must see what this transaction writes.
        entityManager.flush();
        SubjectData stored = entityManager.unwrap(Session.class).doReturningWork(connection -> {
            StoredSubjects database = new StoredSubjects(connection);
            StoredRecords records = new StoredRecords(connection);
            if (written.haveDoses()) {
                database.lockSubjectsOf(written.patients());
            }
            List<SubjectRecord> subjects = database.subjectsOfPatients(written.patients());
            return new SubjectData(
                    subjects,
                    records.recorded(records.patients(written.patients()), recordCache),
                    records.consents(
                            subjects.stream().map(SubjectRecord::consent).toList()),
                    new StoredParticipations(connection, written.patients(), zones),
                    SubjectProtocols.of(connection, subjects, protocols, zones));
        });
        List<VisitRecord> all =
                stored.recorded().values().stream().flatMap(Collection::stream).toList();
        all.stream()
                .filter(one -> written.references().contains(one.reference()))
                .forEach(one -> check(one, stored));
        if (written.haveDoses()) {
            stored.subjects()
                    .forEach(subject -> records(subject, stored).ifPresent(records -> states.follow(subject, records)));
            stored.subjects().forEach(subject -> records(subject, stored)
                    .ifPresent(records -> checkInfusions(subject, records, stored, written)));
        }
    }

    private void checkInfusions(
            SubjectRecord subject, ProtocolRecords records, SubjectData stored, TransactionVisits written) {
        List<InfusionCheck.Infusion> infusions = own(subject, stored).stream()
                .filter(one -> one.isDose() && written.references().contains(one.reference()))
                .filter(records::isStudyDose)
                .map(one -> new InfusionCheck.Infusion(one.id(), one.tookPlace(), written.isNewDose(one.reference())))
                .toList();
        if (!infusions.isEmpty()) {
            infusionChecks.get().forEach(check -> check.check(subject.id(), subject.site(), infusions));
        }
    }

    private void check(VisitRecord one, SubjectData stored) {
        List<VisitOfSubject> possible = new ArrayList<>();
        List<SubjectRecord> subjects = stored.subjects().stream()
                .filter(subject -> own(subject, stored).contains(one))
                .toList();
        subjects.forEach(subject -> records(subject, stored)
                .ifPresent(records -> possible.add(new VisitOfSubject(
                        one,
                        subject,
                        records,
                        participation(subject, stored).consents().since().or(() -> Optional.ofNullable(
                                        stored.consents().get(subject.consent()))
                                .map(consent -> PartialDate.of(consent, zone(subject)))),
                        LocalDate.now(clock.withZone(zone(subject)))))));
        possible.stream()
                .filter(visit -> one.tookPlace() && visit.records().isStudyDose(one))
                .forEach(visit -> participation(visit.subject(), stored)
                        .requireInfusion(
                                SubjectEvents.event(one, zones, visit.subject().site())));
        VisitOfSubject.check(one, possible, withoutProtocol(subjects, stored));
    }

    private static Participation participation(SubjectRecord subject, SubjectData stored) {
        return stored.participations().of(subject.patient(), subject.site(), subject.study(), subject.consent());
    }

    /** Empty if the subject's study and arm give it no protocol: then nothing is planned in this study. */
    private Optional<ProtocolRecords> records(SubjectRecord subject, SubjectData stored) {
        return stored.protocols()
                .of(subject)
                .map(held -> new ProtocolRecords(held, zone(subject), own(subject, stored)));
    }

    private List<VisitRecord> own(SubjectRecord subject, SubjectData stored) {
        return subject.own(stored.recorded().getOrDefault(subject.patientPid(), List.of()), zone(subject));
    }

    /** Why nothing is planned for a subject, for those of whom that is so. */
    private List<String> withoutProtocol(List<SubjectRecord> subjects, SubjectData stored) {
        return subjects.stream()
                .filter(subject -> stored.protocols().of(subject).isEmpty())
                .map(subject -> protocols.of(subject.study()).whyNone(subject.arm()))
                .toList();
    }

    private ZoneId zone(SubjectRecord subject) {
        return zones.of(subject.site());
    }
}
