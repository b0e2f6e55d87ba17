package org.platelink.trial.review;

import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.jpa.dao.tx.IHapiTransactionService;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.hibernate.Session;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.hl7.fhir.r4.model.Task;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.hapi.table.ResearchSubjects;
import org.platelink.platform.hapi.table.ResearchSubjects.Subject;
import org.platelink.platform.pipeline.TransactionOrder;
import org.platelink.platform.pipeline.TransactionStep;
import org.platelink.platform.server.FhirErrors;
import org.platelink.security.screening.PersonsWords;
import org.platelink.security.screening.TextCheck;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.PessimisticLockingFailureException;

/** Service that locks the data of a subject or a study, and unlocks them. */
final class Locks {

    private final LockTable table;
    private final IFhirResourceDao<Task> tasks;
    private final IFhirResourceDao<ResearchStudy> studies;
    private final ReviewedSubjects subjects;
    private final IHapiTransactionService transactions;
    private final EntityManager entityManager;
    private final TextCheck texts;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Locks(
            LockTable table,
            IFhirResourceDao<Task> tasks,
            IFhirResourceDao<ResearchStudy> studies,
            ReviewedSubjects subjects,
            IHapiTransactionService transactions,
            EntityManager entityManager,
            TextCheck texts,
            ApplicationEventPublisher events,
            Clock clock) {
        this.table = table;
        this.tasks = tasks;
        this.studies = studies;
        this.subjects = subjects;
        this.transactions = transactions;
        this.entityManager = entityManager;
        this.texts = texts;
        this.events = events;
        this.clock = clock;
    }

    Task lockSubject(IdType id, String reason, Reviewer who) {
        ResearchSubject subject = subjects.subject(id);
        String patient = ReviewedSubjects.patient(subject);
        Instant now = clock.instant();
        Task task = LockTask.locked(Lock.SUBJECT, id.getIdPart(), reason, who, Date.from(now));
        task.setFor(new Reference(patient));
        subject.getMeta().getTag().forEach(tag -> task.getMeta().addTag(tag.copy()));
        return lock(Lock.SUBJECT, id.getIdPart(), patient.substring("Patient/".length()), task, reason, who, now);
    }

    Task lockStudy(IdType id, String reason, Reviewer who) {
        studies.read(new IdType("ResearchStudy", id.getIdPart()), new SystemRequestDetails());
        Instant now = clock.instant();
        Task task = LockTask.locked(Lock.STUDY, id.getIdPart(), reason, who, Date.from(now));
        return lock(Lock.STUDY, id.getIdPart(), null, task, reason, who, now);
    }

    private Task lock(
            String type, String id, @Nullable String patient, Task task, String reason, Reviewer who, Instant now) {
        screen(task, who);
        return alone(who.request(), request -> {
            table.of(type, id).ifPresent(lock -> {
                throw FhirErrors.conflict(
                        type,
                        type + "/" + id + " is locked already, by the " + lock.role() + " " + lock.client() + ": Task/"
                                + lock.task() + ".");
            });
            Task stored = (Task) tasks.create(task, request).getResource();
            table.add(new Lock(
                    type,
                    id,
                    patient,
                    stored.getIdElement().getIdPart(),
                    who.caller().client(),
                    who.caller().role().code(),
                    reason,
                    now));
            return stored;
        });
    }

    /**
     * Unlocks a subject or a study.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException (409) if it is not locked
     */
    Task unlock(String type, IdType id, String reason, Reviewer who) {
        return alone(who.request(), request -> {
            Lock lock = table.of(type, id.getIdPart())
                    .orElseThrow(() -> FhirErrors.conflict(type, type + "/" + id.getIdPart() + " is not locked."));
            Task task = tasks.read(new IdType("Task", lock.task()), new SystemRequestDetails());
            LockTask.unlocked(task, reason, who, Date.from(clock.instant()));
            screen(task, who);
            table.remove(lock);
            List<Subject> unlocked = concerned(lock);
            TransactionStep.afterCommit(
                    TransactionOrder.PARKED_MESSAGES,
                    () -> events.publishEvent(new DataUnlocked(
                            unlocked.stream().map(Subject::patient).collect(Collectors.toSet()),
                            unlocked.stream()
                                    .map(Subject::organization)
                                    .filter(Objects::nonNull)
                                    .collect(Collectors.toSet()))));
            return (Task) tasks.update(task, request).getResource();
        });
    }

    private List<Subject> concerned(Lock lock) {
        return entityManager.unwrap(Session.class).doReturningWork(connection -> {
            ResearchSubjects stored = new ResearchSubjects(connection);
            return lock.type().equals(Lock.STUDY) ? stored.ofStudy(lock.id()) : stored.byId(lock.id());
        });
    }

    /** What is done while no data are written. */
    private Task alone(RequestDetails request, Function<RequestDetails, Task> work) {
        Supplier<Task> done = () -> transactions.withRequest(request).execute(() -> {
            table.claim();
            return work.apply(request);
        });
        try {
            return done.get();
        } catch (PessimisticLockingFailureException busy) {
            throw FhirErrors.busy("Data are being written, and a lock waits until they are stored; ask again.");
        }
    }

    private void screen(Task task, Reviewer who) {
        who.site().ifPresent(site -> texts.require(task, "Task", site, PersonsWords.NONE));
    }
}
