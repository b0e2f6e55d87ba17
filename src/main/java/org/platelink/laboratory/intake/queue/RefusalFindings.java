package org.platelink.laboratory.intake.queue;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.util.List;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.platelink.laboratory.journal.Finding;
import org.platelink.laboratory.journal.Reason;

/**
 * Converts what the store and the guide's validation refuse to findings for the journal.
 *
 * <p>The kind of a finding is told by the names of the guide's rules: {@code …-unit} and {@code …-possible}.
 */
public final class RefusalFindings {

    private static final Pattern RULE = Pattern.compile("\\(rule [\\w-]+\\)$");

    private RefusalFindings() {}

    /**
     * Converts the OperationOutcome of a refusal to findings for the journal.
     *
     * @param wordless the finding if the refusal has no OperationOutcome
     */
    public static List<Finding> of(BaseServerResponseException refusal, Finding wordless) {
        return refusal.getOperationOutcome() instanceof OperationOutcome outcome && outcome.hasIssue()
                ? outcome.getIssue().stream().map(RefusalFindings::of).toList()
                : List.of(wordless);
    }

    /**
     * Converts an issue of an OperationOutcome to a finding for the journal. The texts of the guide's rules, of the
     * screening, of the access rules and of the storage hold nothing of what was sent and are kept. Those of HL7's
     * validator may hold parts of it and are replaced with our own.
     */
    public static Finding of(OperationOutcomeIssueComponent issue) {
        String sentence = String.valueOf(issue.getDiagnostics());
        String place = issue.hasExpression() ? issue.getExpression().get(0).getValue() : "";
        if (RULE.matcher(sentence).find()) {
            return new Finding(ofRule(sentence), place, null, sentence);
        }
        return switch (issue.getCode() == null ? IssueType.INVALID : issue.getCode()) {
            case BUSINESSRULE -> new Finding(Reason.IDENTIFIER_IN_TEXT, place, null, sentence);
            case LOCKERROR -> new Finding(Reason.SUBJECT_LOCKED, place, null, sentence);
            case FORBIDDEN, CONFLICT -> new Finding(Reason.REFUSED, place, null, sentence);
            default ->
                new Finding(
                        Reason.BREAKS_GUIDE,
                        place,
                        null,
                        RuleViolation.of(issue.getCode(), sentence).sentence(place));
        };
    }

    private static Reason ofRule(String sentence) {
        if (sentence.endsWith("-possible)")) {
            return Reason.IMPLAUSIBLE_VALUE;
        }
        return sentence.endsWith("-unit)") ? Reason.WRONG_UNIT : Reason.BREAKS_GUIDE;
    }
}
