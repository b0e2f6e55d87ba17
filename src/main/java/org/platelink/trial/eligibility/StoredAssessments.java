package org.platelink.trial.eligibility;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.jspecify.annotations.Nullable;
import org.platelink.study.rules.DerivedResults;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Stores eligibility assessments; each replaces the previous assessment of its subject, whose versions stay in the
 * history. The subject is locked meanwhile, because a request and the {@link VerdictUpkeep} may store one at once.
 */
final class StoredAssessments {

    private final DerivedResults results;
    private final TransactionOperations transaction;
    private final SubjectLock lock;
    private final Clock clock;

    StoredAssessments(DerivedResults results, TransactionOperations transaction, SubjectLock lock, Clock clock) {
        this.results = results;
        this.transaction = transaction;
        this.lock = lock;
        this.clock = clock;
    }

    /**
     * Stores assessments.
     *
     * @param request the request on whose behalf they are stored
     */
    void store(List<EligibilityAssessment> judgements, RequestDetails request) {
        judgements.forEach(judgement -> transaction.executeWithoutResult(status -> {
            lock.lock(judgement.patient());
            results.replace(change(judgement).derived(), request);
        }));
    }

    /**
     * Stores an assessment if it says something else than the stored one, as the server's own write; what only has
     * another day stays as it is. To be called in a transaction.
     *
     * @return what changed; empty if nothing did
     */
    Optional<VerdictChange> storeIfChanged(EligibilityAssessment judgement) {
        lock.lock(judgement.patient());
        VerdictChange change = change(judgement);
        if (change.substantial().isEmpty()) {
            return Optional.empty();
        }
        results.replace(change.toStore(), new SystemRequestDetails());
        return Optional.of(change);
    }

    private VerdictChange change(EligibilityAssessment judgement) {
        List<Observation> derived = new AssessmentObservations(judgement, clock.instant()).all();
        VerdictChange change = new VerdictChange(
                results.current(derived.stream()
                        .map(one -> one.getIdElement().getIdPart())
                        .toList()),
                derived);
        change.note().ifPresent(text -> change.verdict().addNote(new Annotation().setText(text)));
        return change;
    }

    /** The stored verdict of a subject; empty if it was never judged. */
    Optional<Observation> verdict(String subject) {
        String id = AssessmentObservations.verdictId(subject);
        return Optional.ofNullable(results.current(List.of(id)).get(id));
    }

    /**
     * The planned day of the first infusion, from the subject's last stored assessment; null if it has none or none
     * states a day.
     */
    @Nullable
    LocalDate planned(ResearchSubject subject) {
        // A subject that is being created may have no id yet.
        return Optional.ofNullable(subject.getIdElement().getIdPart())
                .flatMap(this::verdict)
                .map(StoredAssessments::planned)
                .orElse(null);
    }

    /** The planned day of the first infusion that a stored verdict states; null if it states none. */
    static @Nullable LocalDate planned(Observation verdict) {
        Extension planned = verdict.getExtensionByUrl(AssessmentObservations.PLANNED);
        return planned == null ? null : LocalDate.parse(planned.getValue().primitiveValue());
    }
}
