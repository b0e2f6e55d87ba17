package org.platelink.trial.eligibility;

import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.Outcomes;
import org.platelink.trial.schedule.InfusionCheck;
import org.platelink.trial.subject.SiteTimeZones;
import org.platelink.trial.subject.StateHistory;
import org.platelink.trial.subject.SubjectState;

/**
 * {@link InfusionCheck} that takes an infusion only if the criteria of the study give the verdict eligible as of the
 * {@link VerdictDay}, or if it states the reason why it was given nevertheless; then it stores a protocol deviation.
 *
 * <p>The verdict is derived from the record in this transaction and not read, since the stored one is kept in the
 * background and may be behind. Subjects that were created with their states were admitted elsewhere, and are held to
 * a verdict once one is stored.
 */
final class InfusionAdmission implements InfusionCheck {

    private static final String PLACE =
            "MedicationAdministration.extension.where(url = '" + EligibilityDeviations.REASON + "')";

    private final EligibilityEvaluator judge;
    private final StoredAssessments judgements;
    private final IFhirResourceDao<ResearchSubject> subjects;
    private final IFhirResourceDao<MedicationAdministration> infusions;
    private final EligibilityDeviations deviations;
    private final SiteTimeZones zones;
    private final Clock clock;

    InfusionAdmission(
            EligibilityEvaluator judge,
            StoredAssessments judgements,
            IFhirResourceDao<ResearchSubject> subjects,
            IFhirResourceDao<MedicationAdministration> infusions,
            EligibilityDeviations deviations,
            SiteTimeZones zones,
            Clock clock) {
        this.judge = judge;
        this.judgements = judgements;
        this.subjects = subjects;
        this.infusions = infusions;
        this.deviations = deviations;
        this.zones = zones;
        this.clock = clock;
    }

    @Override
    public void check(String id, String site, List<Infusion> written) {
        ResearchSubject subject = subjects.read(new IdType("ResearchSubject", id), new SystemRequestDetails());
        for (Infusion infusion : written) {
            MedicationAdministration dose =
                    infusions.read(new IdType("MedicationAdministration", infusion.id()), new SystemRequestDetails());
            if (!infusion.given()) {
                deviations.withdraw(dose);
            } else if (infusion.isNew()) {
                admit(subject, site, dose);
            } else {
                deviations.follow(dose);
            }
        }
    }

    private void admit(ResearchSubject subject, String site, MedicationAdministration dose) {
        if (!isJudged(subject)) {
            return;
        }
        String reason = EligibilityDeviations.reason(dose);
        EligibilityAssessment judgement = judged(subject, site, reason);
        if (judgement != null && judgement.verdict() == Verdict.ELIGIBLE) {
            deviations.withdraw(dose);
            return;
        }
        if (judgement == null) {
            deviations.record(dose, "The criteria could not be judged.", null);
            return;
        }
        if (reason == null) {
            throw refusal(judgement);
        }
        judgements.storeIfChanged(judgement);
        deviations.record(dose, judgement.sentence(), AssessmentObservations.verdictId(judgement.subject()));
    }

    /** The verdict; null if the criteria cannot be judged and a reason is stated, which is enough then too. */
    private @Nullable EligibilityAssessment judged(ResearchSubject subject, String site, @Nullable String reason) {
        try {
            return judge.of(subject, VerdictDay.of(subject, LocalDate.now(clock.withZone(zones.of(site)))), null);
        } catch (UnprocessableEntityException cannotBeJudged) {
            if (reason == null) {
                throw cannotBeJudged;
            }
            return null;
        }
    }

    /** Whether this server made the subject eligible by its criteria, or holds a verdict on it. */
    private boolean isJudged(ResearchSubject subject) {
        return judge.judges(subject.getStudy().getReferenceElement().getIdPart())
                && (judgements.verdict(subject.getIdElement().getIdPart()).isPresent() || becameEligibleHere(subject));
    }

    private boolean becameEligibleHere(ResearchSubject subject) {
        try {
            ResearchSubject first = subjects.read(
                    new IdType("ResearchSubject", subject.getIdElement().getIdPart(), "1"), new SystemRequestDetails());
            return StateHistory.of(subject).entryOf(SubjectState.ELIGIBLE).isPresent()
                    && StateHistory.of(first).entryOf(SubjectState.ELIGIBLE).isEmpty();
        } catch (ResourceNotFoundException | ResourceGoneException erased) {
            return false;
        }
    }

    private static UnprocessableEntityException refusal(EligibilityAssessment judgement) {
        String sentence = "The subject's eligibility does not hold: as of " + judgement.asOf()
                + " the criteria of the study give " + judgement.verdict().code()
                + ". An infusion that was given nevertheless is recorded with the reason, in the extension "
                + EligibilityDeviations.REASON + "; it is a protocol deviation.";
        List<OperationOutcomeIssueComponent> issues = new ArrayList<>();
        issues.add(CriteriaAdmission.issue(sentence, PLACE));
        issues.addAll(CriteriaAdmission.against(judgement, PLACE));
        return new UnprocessableEntityException(sentence, Outcomes.of(issues));
    }
}
