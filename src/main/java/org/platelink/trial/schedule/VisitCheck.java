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
import org.platelink.trial.subject.SiteTimeZones;

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
     */
    private record SubjectData(
            List<SubjectRecord> subjects, Map<Long, List<VisitRecord>> recorded, Map<String, String> consents) {}

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
                            subjects.stream().map(SubjectRecord::consent).toList()));
        });
        List<VisitRecord> all =
                stored.recorded().values().stream().flatMap(Collection::stream).toList();
        all.stream()
                .filter(one -> written.references().contains(one.reference()))
                .forEach(one -> check(one, stored));
        if (written.haveDoses()) {
            stored.subjects().forEach(subject -> states.follow(subject, records(subject, stored)));
            stored.subjects().forEach(subject -> checkInfusions(subject, stored, written));
        }
    }

    private void checkInfusions(SubjectRecord subject, SubjectData stored, TransactionVisits written) {
        ProtocolRecords records = records(subject, stored);
        List<InfusionCheck.Infusion> infusions =
                stored.recorded().getOrDefault(subject.patientPid(), List.of()).stream()
                        .filter(one -> one.isDose() && written.references().contains(one.reference()))
                        .filter(records::isStudyDose)
                        .map(one -> new InfusionCheck.Infusion(
                                one.id(), one.tookPlace(), written.isNewDose(one.reference())))
                        .toList();
        if (!infusions.isEmpty()) {
            infusionChecks.get().forEach(check -> check.check(subject.id(), subject.site(), infusions));
        }
    }

    private void check(VisitRecord one, SubjectData stored) {
        List<VisitOfSubject> possible = new ArrayList<>();
        stored.subjects().stream()
                .filter(subject -> stored.recorded()
                        .getOrDefault(subject.patientPid(), List.of())
                        .contains(one))
                .forEach(subject -> possible.add(new VisitOfSubject(
                        one,
                        subject,
                        records(subject, stored),
                        Optional.ofNullable(stored.consents().get(subject.consent()))
                                .map(consent -> PartialDate.of(consent, zone(subject))),
                        LocalDate.now(clock.withZone(zone(subject))))));
        VisitOfSubject.check(one, possible);
    }

    private ProtocolRecords records(SubjectRecord subject, SubjectData stored) {
        return new ProtocolRecords(
                protocols.ofStudy(subject.study()),
                zone(subject),
                stored.recorded().getOrDefault(subject.patientPid(), List.of()));
    }

    private ZoneId zone(SubjectRecord subject) {
        return zones.of(subject.site());
    }
}
