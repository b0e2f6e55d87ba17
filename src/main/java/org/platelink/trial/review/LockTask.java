package org.platelink.trial.review;

import java.util.Date;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskIntent;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.platelink.platform.canonical.CanonicalUrls;

/** Writes the Task that records a lock and its end, by the guide's profile review-lock. */
final class LockTask {

    private static final String PROFILE = CanonicalUrls.STRUCTURE_DEFINITION + "review-lock";
    private static final String KINDS = CanonicalUrls.CODE_SYSTEM + "review-task";
    private static final String STATUSES = CanonicalUrls.CODE_SYSTEM + "lock-status";

    private LockTask() {}

    /** The Task of a new lock of a subject or a study. */
    static Task locked(String type, String id, String reason, Reviewer who, Date now) {
        Task task = new Task();
        task.getMeta().addProfile(PROFILE);
        task.setIntent(TaskIntent.ORDER);
        task.setCode(concept(KINDS, type.equals(Lock.STUDY) ? "study-lock" : "subject-lock"));
        task.setFocus(new Reference(type + "/" + id));
        task.setAuthoredOn(now);
        task.setRequester(who.reference());
        return status(task, TaskStatus.INPROGRESS, "locked", reason, who, now);
    }

    /** Records that it was unlocked. */
    static Task unlocked(Task task, String reason, Reviewer who, Date now) {
        return status(task, TaskStatus.COMPLETED, "unlocked", reason, who, now);
    }

    private static Task status(Task task, TaskStatus status, String code, String reason, Reviewer who, Date now) {
        task.setStatus(status);
        task.setBusinessStatus(concept(STATUSES, code));
        task.setLastModified(now);
        task.addNote(new Annotation().setAuthor(who.reference()).setTime(now).setText(reason));
        return task;
    }

    private static CodeableConcept concept(String system, String code) {
        return new CodeableConcept().addCoding(new Coding().setSystem(system).setCode(code));
    }
}
