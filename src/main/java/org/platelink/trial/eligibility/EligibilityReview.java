package org.platelink.trial.eligibility;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.ResearchSubject;

/**
 * Re-evaluation of subjects that have a stored verdict: what the record says today, beside what it said then. One
 * query reads the record, and the rules are compiled, so that it may be called after each write.
 */
public final class EligibilityReview {

    private final EligibilityEvaluator judge;
    private final StoredAssessments judgements;

    EligibilityReview(EligibilityEvaluator judge, StoredAssessments judgements) {
        this.judge = judge;
        this.judgements = judgements;
    }

    /**
     * A stored verdict and that of today.
     *
     * @param subject the id of the ResearchSubject
     * @param before the code of the stored verdict: eligible, ineligible or undecided
     * @param now the code of today's verdict
     * @param sentence what decides today's verdict, in words
     */
    public record Comparison(String subject, String before, String now, String sentence) {

        /** Whether the verdict is another one. */
        public boolean changed() {
            return !before.equals(now);
        }

        /** Whether the subject was eligible and is not any longer, or it cannot be told any longer. */
        public boolean fell() {
            return changed() && before.equals(Verdict.ELIGIBLE.code());
        }
    }

    /**
     * Evaluates a subject today at its site, by the planned day of the first infusion that the stored verdict states,
     * and compares. Nothing is stored.
     *
     * @return empty if the subject has no stored verdict, or its study no criteria that are evaluated
     */
    public Optional<Comparison> compare(ResearchSubject subject) {
        return evaluated(subject).map(Evaluated::comparison);
    }

    /**
     * Does the same as {@link #compare}, and stores the evaluation in the place of the one before.
     *
     * @param request the request on whose behalf it is stored
     */
    public Optional<Comparison> renew(ResearchSubject subject, RequestDetails request) {
        Optional<Evaluated> evaluated = evaluated(subject);
        evaluated.ifPresent(one -> judgements.store(List.of(one.judgement()), request));
        return evaluated.map(Evaluated::comparison);
    }

    private Optional<Evaluated> evaluated(ResearchSubject subject) {
        Optional<Observation> stored = judgements.verdict(subject);
        if (stored.isEmpty()
                || !judge.judges(
                        String.valueOf(subject.getStudy().getReferenceElement().getIdPart()))) {
            return Optional.empty();
        }
        return Optional.of(
                new Evaluated(stored.get(), judge.of(subject, null, StoredAssessments.planned(stored.get()))));
    }

    private record Evaluated(Observation stored, EligibilityAssessment judgement) {

        Comparison comparison() {
            return new Comparison(
                    judgement.subject(),
                    stored.getValueCodeableConcept().getCodingFirstRep().getCode(),
                    judgement.verdict().code(),
                    judgement.sentence());
        }
    }
}
