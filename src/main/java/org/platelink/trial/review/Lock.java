package org.platelink.trial.review;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.FhirErrors;

/**
 * A lock that is in force.
 *
 * @param type {@code ResearchSubject} or {@code ResearchStudy}
 * @param id the id of the subject or the study
 * @param patient the id of the subject's Patient; null for a study
 * @param task the id of the Task that records it
 * @param client the client that locked
 * @param role the client's role
 * @param reason why
 * @param since since when
 */
record Lock(
        String type,
        String id,
        @Nullable String patient,
        String task,
        String client,
        String role,
        String reason,
        Instant since) {

    static final String SUBJECT = "ResearchSubject";
    static final String STUDY = "ResearchStudy";

    /** 423: who has locked the data, why, and how they are unlocked. */
    BaseServerResponseException refusal() {
        boolean ofStudy = type.equals(STUDY);
        return FhirErrors.locked(
                type,
                "The data of " + (ofStudy ? "the study " : "the subject ") + type + "/" + id + " were locked "
                        + since.truncatedTo(ChronoUnit.SECONDS) + " by the " + role + " " + client + ": " + reason
                        + (reason.endsWith(".") ? "" : ".") + " Nothing was changed. "
                        + (ofStudy ? "An admin" : "A monitor of the site") + " unlocks them with " + type + "/" + id
                        + "/$unlock and a reason; then send this again.");
    }
}
