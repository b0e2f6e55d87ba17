package org.platelink.trial.subject;

import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.platelink.platform.hapi.table.ResearchSubjects;
import org.platelink.platform.hapi.table.ResearchSubjects.Subject;
import org.platelink.trial.subject.StudyEvents.StudyEvent;

/**
 * Checks deaths and consents that a transaction writes against the stored infusions, within this transaction, and
 * derives the state of the subjects and the question about their consent from them. Their subjects are locked: of a
 * death and an infusion that are recorded concurrently, the second is checked after the first is committed.
 */
final class ParticipationCheck {

    private final EntityManager entityManager;
    private final IFhirResourceDao<ResearchSubject> subjects;
    private final SiteTimeZones zones;
    private final Supplier<Stream<StudyEvents>> events;
    private final Supplier<Stream<Admission>> admissions;

    ParticipationCheck(
            EntityManager entityManager,
            IFhirResourceDao<ResearchSubject> subjects,
            SiteTimeZones zones,
            Supplier<Stream<StudyEvents>> events,
            Supplier<Stream<Admission>> admissions) {
        this.entityManager = entityManager;
        this.subjects = subjects;
        this.zones = zones;
        this.events = events;
        this.admissions = admissions;
    }

    /** The subjects concerned, and what is stored of their Patients. */
    private record Stored(List<Subject> subjects, StoredParticipations participations) {}

    void check(WrittenParticipation written) {
        // The queries below must see what this transaction writes.
        entityManager.flush();
        Stored stored = entityManager.unwrap(Session.class).doReturningWork(connection -> {
            ResearchSubjects table = new ResearchSubjects(connection);
            table.lockOfPatients(written.decisive());
            return new Stored(
                    table.ofPatients(written.patients()),
                    new StoredParticipations(connection, written.patients(), zones));
        });
        for (Subject one : stored.subjects()) {
            check(one, stored.participations(), written);
        }
    }

    private void check(Subject one, StoredParticipations stored, WrittenParticipation written) {
        ResearchSubject subject = subjects.read(new IdType("ResearchSubject", one.id()), new SystemRequestDetails());
        Participation participation = stored.of(
                one.patient(),
                one.organization() == null ? "" : one.organization(),
                one.study(),
                subject.getConsent().hasReference()
                        ? String.valueOf(
                                subject.getConsent().getReferenceElement().getIdPart())
                        : "");
        List<StudyEvent> took =
                events.get().flatMap(source -> source.of(one.id()).stream()).toList();
        if (written.haveDeathOf(one.patient())) {
            participation.requireDeathAfter(took);
        }
        if (written.haveConsentOf(one.patient())) {
            participation.requireConsentBefore(took);
        }
        if (written.subjects().contains(one.id())) {
            admitted(subject);
        }
        derived(subject, participation, took)
                .ifPresent(changed -> subjects.update(changed, new SystemRequestDetails()));
    }

    /** A subject that a client creates in a later state is judged as one that moves there. */
    private void admitted(ResearchSubject subject) {
        StateHistory.of(subject).entryOf(SubjectState.ELIGIBLE).ifPresent(entry -> admissions
                .get()
                .forEach(admission -> admission.require(subject, entry.date().last())));
    }

    /** The subject with the state and the question that follow from the record; empty if nothing changes. */
    static Optional<ResearchSubject> derived(
            ResearchSubject subject, Participation participation, List<StudyEvent> events) {
        StateHistory before = StateHistory.of(subject);
        StateHistory after = DerivedDeath.follow(before, participation.died(), events);
        ResearchSubject changed = subject.copy();
        if (!after.equals(before)) {
            after.writeTo(changed);
        }
        ConsentQuestion.write(
                ConsentQuestion.of(
                        participation.consents(), events, after.present().isEnd()),
                changed);
        return changed.equalsDeep(subject) ? Optional.empty() : Optional.of(changed);
    }
}
