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
import org.hibernate.Session;
import org.platelink.trial.subject.PartialDate;
import org.platelink.trial.subject.SiteTimeZones;

/**
 * Checks what a transaction writes against what is stored, within it. Where doses are written, the subjects are locked: of
 * two that are recorded at once, the second is checked when the first is there.
 */
final class VisitCheck implements TransactionVisits.Check {

    private final EntityManager entityManager;
    private final Protocols protocols;
    private final SiteTimeZones zones;
    private final VisitRecordCache known;
    private final DoseStateTransitions states;
    private final Clock clock;

    VisitCheck(
            EntityManager entityManager,
            Protocols protocols,
            VisitRecordCache known,
            SiteTimeZones zones,
            DoseStateTransitions states,
            Clock clock) {
        this.entityManager = entityManager;
        this.protocols = protocols;
        this.known = known;
        this.zones = zones;
        this.states = states;
        this.clock = clock;
    }

    /**
     * What is stored of the subjects concerned.
     *
     * @param subjects what their Patients are subjects of
     * @param recorded by HAPI's numbers of the Patients
     * @param consents by the ids of the Consents
     */
    private record Stored(
            List<SubjectRecord> subjects, Map<Long, List<VisitRecord>> recorded, Map<String, String> consents) {}

    @Override
    public void check(TransactionVisits written) {
        // What this transaction writes has to be among what is read.
        entityManager.flush();
        Stored stored = entityManager.unwrap(Session.class).doReturningWork(connection -> {
            StoredTexts texts = new StoredTexts(connection);
            StoredSubjects database = new StoredSubjects(texts);
            StoredRecords records = new StoredRecords(texts);
            if (written.haveDoses()) {
                database.lockSubjectsOf(written.patients());
            }
            List<SubjectRecord> subjects = database.subjectsOfPatients(written.patients());
            return new Stored(
                    subjects,
                    records.recorded(records.patients(written.patients()), known),
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
        }
    }

    private void check(VisitRecord one, Stored stored) {
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

    private ProtocolRecords records(SubjectRecord subject, Stored stored) {
        return new ProtocolRecords(
                protocols.ofStudy(subject.study()),
                zone(subject),
                stored.recorded().getOrDefault(subject.patientPid(), List.of()));
    }

    private ZoneId zone(SubjectRecord subject) {
        return zones.of(subject.site());
    }
}
