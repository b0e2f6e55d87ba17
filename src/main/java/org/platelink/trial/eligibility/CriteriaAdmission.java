package org.platelink.trial.eligibility;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
 * criteria to evaluate holds no subject back.
 */
final class CriteriaAdmission implements Admission {

    private static final String PLACE = "ResearchSubject.status";

    private final EligibilityEvaluator judge;
    private final StoredAssessments judgements;

    CriteriaAdmission(EligibilityEvaluator judge, StoredAssessments judgements) {
        this.judge = judge;
        this.judgements = judgements;
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
        if (!judge.judges(subject.getStudy().getReferenceElement().getIdPart())) {
            return Optional.empty();
        }
        EligibilityAssessment judgement = judge.of(subject, day, judgements.planned(subject));
        if (judgement.verdict() != Verdict.ELIGIBLE) {
            throw refusal(judgement);
        }
        return Optional.of(judgement);
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
