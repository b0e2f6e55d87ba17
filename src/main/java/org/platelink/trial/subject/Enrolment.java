package org.platelink.trial.subject;

import ca.uhn.fhir.jpa.dao.tx.IHapiTransactionService;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import org.hl7.fhir.r4.model.Identifier;
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
 * created the first time. A person whose screening has ended is screened again where that is asked for and the study
 * {@linkplain Rescreening allows it}.
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
     *     identifier with other details, the study takes no subjects, or the person cannot be screened again
     */
    ResearchSubject register(
            ResearchStudy study, Registration registration, ZoneId zone, Caller caller, RequestDetails request) {
        String studyId = study.getIdElement().getIdPart();
        SamePersonCheck known = new SamePersonCheck(registration, zone);
        for (int look = 0; look < LOOKS; look++) {
            String participant = linkage.find(registration.site(), registration.identifier(), Optional.of(caller))
                    .orElse(null);
            if (participant != null) {
                mustBeAtTheSite(participant, registration.site());
                Screenings screenings = store.screeningsOf(participant, studyId);
                Optional<ResearchSubject> subject = registered(screenings, known, participant);
                if (subject.isPresent()) {
                    return findableByNumber(subject.get());
                }
            } else if (registration.rescreening()) {
                throw noEarlierScreening();
            }
            mustBeOpen(study);
            ResearchSubject made = made(study, known, participant, caller, request);
            if (made != null) {
                return findableByNumber(made);
            }
        }
        throw FhirErrors.conflict(
                OperationParameters.place(Registration.IDENTIFIER),
                "The same person is being registered by another request; send this one again.");
    }

    /**
     * The subject that this registration made before.
     *
     * @return empty if it makes a new one
     */
    private Optional<ResearchSubject> registered(Screenings screenings, SamePersonCheck known, String participant) {
        Registration registration = known.registration();
        Optional<ResearchSubject> same = screenings.all().stream()
                .filter(one -> !registration.rescreening() || one.earlier().isPresent())
                .map(Screening::subject)
                .filter(one -> known.isSameConsent(store.consentOf(one)))
                .findFirst();
        if (same.isEmpty() && !registration.rescreening() && !screenings.all().isEmpty()) {
            known.refuseAnotherConsent(store.participant(participant));
        }
        known.mustBe(store.participant(participant));
        return same;
    }

    /**
     * Adds the number of a further subject to the identifiers of its participant: in a transaction of its own, which a
     * repetition of the registration makes up for if it fails.
     */
    private ResearchSubject findableByNumber(ResearchSubject subject) {
        String participant = subject.getIndividual().getReferenceElement().getIdPart();
        subject.getIdentifier().stream()
                .filter(one -> SubjectNumbers.isSystem(one.getSystem()))
                .forEach(number -> addNumber(participant, number));
        return subject;
    }

    /** Another registration of the same person may add its number at the same time. */
    private void addNumber(String participant, Identifier number) {
        for (int look = 1; ; look++) {
            try {
                store.addNumber(participant, number);
                return;
            } catch (ResourceVersionConflictException meanwhile) {
                if (look == LOOKS) {
                    throw FhirErrors.conflict(
                            OperationParameters.place(Registration.IDENTIFIER),
                            "The subject is registered, and another request changes its participant; send this one again to"
                                    + " have the participant found by the number.");
                }
            }
        }
    }

    private void mustBeAtTheSite(String participant, String site) {
        String at = store.participant(participant).getManagingOrganization().getReference();
        if (!("Organization/" + site).equals(at)) {
            throw FhirErrors.conflict(
                    OperationParameters.place(Registration.IDENTIFIER),
                    "Your site has transferred this person to another site, which registers whatever is to come. If the"
                            + " person is back, have that site transfer the participant to yours.");
        }
    }

    private static BaseServerResponseException noEarlierScreening() {
        return FhirErrors.conflict(
                OperationParameters.place(Registration.RESCREENING),
                "Your site has not registered this person in the study before; send the registration without rescreening.");
    }

    /**
     * A write that the database refuses because of a concurrent transaction gives null, so that the caller tries
     * again. A conflict with an OperationOutcome is a refusal by the server's rules and is rethrown.
     */
    private @Nullable ResearchSubject made(
            ResearchStudy study,
            SamePersonCheck person,
            @Nullable String known,
            Caller caller,
            RequestDetails request) {
        try {
            return transactions
                    .withRequest(request)
                    .execute(transaction -> make(transaction, study, person, known, caller, request));
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
            ResearchStudy study,
            SamePersonCheck person,
            @Nullable String known,
            Caller caller,
            RequestDetails request) {
        Registration registration = person.registration();
        NewSubject subject = numbered(study, person, known);
        if (subject == null) {
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

    /**
     * The subject with its number. The row lock on the study's numbers serializes registrations until this transaction
     * ends.
     *
     * @return null if a concurrent registration of the same person was faster
     */
    private @Nullable NewSubject numbered(ResearchStudy study, SamePersonCheck person, @Nullable String known) {
        Registration registration = person.registration();
        String id = study.getIdElement().getIdPart();
        if (!registration.rescreening()) {
            String number = numbers.next(id);
            return known != null && store.screeningsOf(known, id).current().isPresent()
                    ? null
                    : new NewSubject(registration, id, number, null);
        }
        numbers.lock(id);
        Screenings screenings = store.screeningsOf(Objects.requireNonNull(known), id);
        Screening current = screenings.current().orElseThrow(Enrolment::noEarlierScreening);
        if (current.earlier().isPresent() && person.isSameConsent(store.consentOf(current.subject()))) {
            return null;
        }
        Rescreening rule = Rescreening.of(study);
        rule.check(screenings, registration.consent().day(), registration.reason());
        return new NewSubject(registration, id, rule.number(screenings), current);
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
