package org.platelink.trial.eligibility;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.jspecify.annotations.Nullable;
import org.platelink.trial.subject.SiteTimeZones;

/**
 * Keeps stored verdicts current: derives a subject's verdict again from the record as it is now, as of the {@link
 * VerdictDay}. It does not check access; the caller of this class must.
 */
public final class VerdictUpkeep {

    private final EligibilityEvaluator judge;
    private final StoredAssessments judgements;
    private final SiteTimeZones zones;
    private final Clock clock;

    VerdictUpkeep(EligibilityEvaluator judge, StoredAssessments judgements, SiteTimeZones zones, Clock clock) {
        this.judge = judge;
        this.judgements = judgements;
        this.zones = zones;
        this.clock = clock;
    }

    /**
     * The verdict on a subject as it is stored now.
     *
     * @param observation the reference of its Observation
     * @param eligible whether it says that the subject is eligible
     * @param sentence the verdict explained
     * @param wasEligible whether the verdict before this derivation said so
     */
    public record CurrentVerdict(String observation, boolean eligible, String sentence, boolean wasEligible) {}

    /**
     * Derives the verdict of a subject again, and stores it if it says something else. To be called in a transaction.
     *
     * @param site the id of the Organization of its site; empty if it has none
     * @return empty if the subject was never judged, or its study has no criteria that are evaluated
     * @throws ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException (422) if the criteria cannot be
     *     evaluated
     */
    public Optional<CurrentVerdict> derive(ResearchSubject subject, String site) {
        String study = subject.getStudy().getReferenceElement().getIdPart();
        Optional<Observation> before =
                judgements.verdict(subject.getIdElement().getIdPart()).filter(verdict -> judge.judges(study));
        return before.map(verdict -> {
            LocalDate day = VerdictDay.of(subject, LocalDate.now(clock.withZone(zones.of(site))));
            EligibilityAssessment judgement =
                    judge.of(subject, day, notBefore(day, StoredAssessments.planned(verdict)));
            judgements.storeIfChanged(judgement);
            return new CurrentVerdict(
                    "Observation/" + AssessmentObservations.verdictId(judgement.subject()),
                    judgement.verdict() == Verdict.ELIGIBLE,
                    judgement.sentence(),
                    VerdictChange.code(verdict).equals(Verdict.ELIGIBLE.code()));
        });
    }

    /** A planned day that passed without an infusion is none: what counts back from it would count too far. */
    private static @Nullable LocalDate notBefore(LocalDate day, @Nullable LocalDate planned) {
        return planned != null && planned.isBefore(day) ? day : planned;
    }
}
