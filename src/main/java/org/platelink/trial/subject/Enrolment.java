package org.platelink.trial.subject;

import ca.uhn.fhir.jpa.dao.tx.IHapiTransactionService;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import java.time.ZoneId;
import java.util.Optional;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.hl7.fhir.r4.model.ResearchStudy.ResearchStudyStatus;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.FhirErrors;
import org.platelink.platform.server.OperationParameters;
import org.platelink.security.access.Caller;
import org.platelink.security.linkage.Linkage;
import org.platelink.security.linkage.Linkage.LinkResult;
import org.springframework.transaction.TransactionStatus;

/**
 * Service that enrols a consenting person into a study: Patient, Consent, ResearchSubject and the row of the linkage
 * table, all in one transaction. It is idempotent: a site that sends the same person again gets the subject that was
 * created the first time.
 */
class Enrolment {

    /** The number of attempts. A concurrent registration of the same person has committed by the next attempt. */
    private static final int LOOKS = 3;

    private final StoredSubjects store;
    private final SubjectNumbers numbers;
    private final Linkage linkage;
    private final IHapiTransactionService transactions;

    Enrolment(StoredSubjects store, SubjectNumbers numbers, Linkage linkage, IHapiTransactionService transactions) {
        this.store = store;
        this.numbers = numbers;
        this.linkage = linkage;
        this.transactions = transactions;
    }

    /**
     * Registers a person as a subject of a study.
     *
     * @param zone the site's time zone
     * @param caller a coordinator of the site, on whose behalf the resources are created
     * @throws ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException (409) if the site registered the
     *     identifier with other details, or the study takes no subjects
     */
    ResearchSubject register(
            ResearchStudy study, Registration registration, ZoneId zone, Caller caller, RequestDetails request) {
        String studyId = study.getIdElement().getIdPart();
        SamePersonCheck known = new SamePersonCheck(registration, zone);
        for (int look = 0; look < LOOKS; look++) {
            String participant = linkage.find(registration.site(), registration.identifier(), Optional.of(caller))
                    .orElse(null);
            if (participant != null) {
                Optional<ResearchSubject> subject = store.subjectOf(participant, studyId);
                if (subject.isPresent()) {
                    known.mustBe(store.participant(participant), store.consentOf(subject.get()));
                    return subject.get();
                }
                known.mustBe(store.participant(participant));
            }
            mustBeOpen(study);
            ResearchSubject made = made(studyId, registration, participant, caller, request);
            if (made != null) {
                return made;
            }
        }
        throw FhirErrors.conflict(
                OperationParameters.place(Registration.IDENTIFIER),
                "The same person is being registered by another request; send this one again.");
    }

    /**
     * A write that the database refuses because of a concurrent transaction gives null, so that the caller tries
     * again. A conflict with an OperationOutcome is a refusal by the server's rules and is rethrown.
     */
    private @Nullable ResearchSubject made(
            String study, Registration registration, @Nullable String known, Caller caller, RequestDetails request) {
        try {
            return transactions
                    .withRequest(request)
                    .execute(transaction -> make(transaction, study, registration, known, caller, request));
        } catch (ResourceVersionConflictException meanwhile) {
            if (meanwhile.getOperationOutcome() != null) {
                throw meanwhile;
            }
            return null;
        }
    }

    /**
     * Creates a subject in the running transaction, unless a concurrent registration of the same person was faster.
     *
     * @param known the id of the participant that the site already knows by the identifier; null if there is none
     * @return null if another registration was faster; the transaction is rolled back then
     */
    private @Nullable ResearchSubject make(
            TransactionStatus transaction,
            String study,
            Registration registration,
            @Nullable String known,
            Caller caller,
            RequestDetails request) {
        // The row lock on the number serializes registrations in this study until this transaction ends.
        NewSubject subject = new NewSubject(registration, study, numbers.next(study));
        if (known != null && store.subjectOf(known, study).isPresent()) {
            transaction.setRollbackOnly();
            return null;
        }
        String participant = known != null ? known : store.make(subject.participant(), request);
        String consent = store.make(subject.consent("Patient/" + participant), request);
        // A participant who is in another study already gets one age for each consent.
        subject.age("Patient/" + participant).ifPresent(age -> store.make(age, request));
        ResearchSubject made = store.make(subject.subject("Patient/" + participant, consent), request);
        // Last, so that a failure before it is not audited as a use of the linkage table.
        if (known == null
                && linkage.link(registration.site(), registration.identifier(), participant, Optional.of(caller))
                        == LinkResult.TAKEN) {
            transaction.setRollbackOnly();
            return null;
        }
        return made;
    }

    private static void mustBeOpen(ResearchStudy study) {
        if (study.getStatus() != ResearchStudyStatus.ACTIVE) {
            throw FhirErrors.conflict(
                    "ResearchStudy.status",
                    "The study takes subjects while its status is active; it is "
                            + (study.hasStatus() ? study.getStatus().toCode() : "not stated") + ".");
        }
    }
}
