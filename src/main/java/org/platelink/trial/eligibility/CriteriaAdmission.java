package org.platelink.trial.eligibility;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.platelink.platform.server.Outcomes;
import org.platelink.trial.subject.Admission;

/**
 * {@link Admission} that lets a subject become eligible only if its study's criteria give the verdict eligible on
 * that day.
 *
 * <p>The planned day of the first infusion is taken from the last stored assessment of the subject. A study without
 * criteria to evaluate makes nobody eligible, unless it states that eligibility is decided outside: then the last
 * decision of a person by that day must say so.
 */
final class CriteriaAdmission implements Admission {

    private static final String PLACE = "ResearchSubject.status";

    private final EligibilityEvaluator judge;
    private final StoredAssessments judgements;
    private final OutsideDecisions decisions;
    private final SubjectZones zones;

    CriteriaAdmission(
            EligibilityEvaluator judge, StoredAssessments judgements, OutsideDecisions decisions, SubjectZones zones) {
        this.judge = judge;
        this.judgements = judgements;
        this.decisions = decisions;
        this.zones = zones;
    }

    @Override
    public void require(ResearchSubject subject, LocalDate day) {
        judged(subject, day);
    }

    @Override
    public void admit(ResearchSubject subject, LocalDate day, RequestDetails request) {
        judged(subject, day).ifPresent(judgement -> judgements.store(List.of(judgement), request));
    }

    private Optional<EligibilityAssessment> judged(ResearchSubject subject, LocalDate day) {
        String study = String.valueOf(subject.getStudy().getReferenceElement().getIdPart());
        if (!judge.judges(study)) {
            mustBeDecided(subject, study, day);
            return Optional.empty();
        }
        EligibilityAssessment judgement = judge.of(subject, day, judgements.planned(subject));
        if (judgement.verdict() != Verdict.ELIGIBLE) {
            throw refusal(judgement);
        }
        return Optional.of(judgement);
    }

    private void mustBeDecided(ResearchSubject subject, String study, LocalDate day) {
        if (!decisions.areOfStudy(study)) {
            throw refusal(
                    "ResearchStudy.enrollment",
                    "The study has no criteria that could be judged, so nobody becomes eligible in it. Give each criterion"
                            + " of the Group in ResearchStudy.enrollment the extension criterion-expression, or state by"
                            + " the extension eligibility-decided-outside of the ResearchStudy that people decide.");
        }
        Observation decision = decisions
                .of(subject, day, zones.of(subject))
                .orElseThrow(() -> refusal(
                        "ResearchSubject.status",
                        "Eligibility is decided outside in this study, and no decision on this subject by " + day
                                + " is recorded. Send an Observation eligibility-decision with focus, the subject: who"
                                + " decided (performer), when (effectiveDateTime), what (value) and why (note)."));
        if (!OutsideDecisions.isEligible(decision)) {
            throw refusal(
                    "ResearchSubject.status",
                    "The last decision on this subject by " + day + ", Observation/"
                            + decision.getIdElement().getIdPart()
                            + ", does not say that it is eligible. Send another one if that has changed.");
        }
    }

    private static UnprocessableEntityException refusal(String place, String sentence) {
        return new UnprocessableEntityException(
                sentence,
                Outcomes.of(List.of(Outcomes.issue(IssueSeverity.ERROR, IssueType.BUSINESSRULE, sentence, place))));
    }

    private static UnprocessableEntityException refusal(EligibilityAssessment judgement) {
        String sentence =
                "The subject cannot become eligible on " + judgement.asOf() + ": by the criteria of the study it is "
                        + judgement.verdict().code() + ". $evaluate-eligibility says each criterion with its evidence.";
        List<OperationOutcomeIssueComponent> issues = new ArrayList<>();
        issues.add(issue(sentence, PLACE));
        issues.addAll(against(judgement, PLACE));
        return new UnprocessableEntityException(sentence, Outcomes.of(issues));
    }

    /** One issue for each criterion that does not speak for the subject: its result, why, and what it waits for. */
    static List<OperationOutcomeIssueComponent> against(EligibilityAssessment judgement, String place) {
        return judgement.answers().stream()
                .filter(answer -> !answer.speaksFor())
                .map(answer -> issue(
                        answer.code().getCode() + " is " + answer.result().code() + ": " + answer.sentence()
                                + (answer.waitsFor().isEmpty()
                                        ? ""
                                        : " It waits for " + String.join("; ", answer.waitsFor()) + "."),
                        place))
                .toList();
    }

    static OperationOutcomeIssueComponent issue(String sentence, String place) {
        return Outcomes.issue(IssueSeverity.ERROR, IssueType.BUSINESSRULE, sentence, place);
    }
}
