package org.platelink.intake;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.platelink.journal.Finding;
import org.platelink.journal.Reason;
import org.platelink.lab.Delivered;
import org.platelink.validation.GuideCheck;

/** What the guide says against results, by the names that its rules have: {@code …-unit} and {@code …-possible}. */
final class GuideFindings {

    private static final Pattern RULE = Pattern.compile("\\(rule [\\w-]+\\)$");

    private final GuideCheck guide;

    GuideFindings(GuideCheck guide) {
        this.guide = guide;
    }

    /** What would refuse resources. */
    List<Finding> of(List<Delivered> resources) {
        List<Finding> found = new ArrayList<>();
        for (Delivered delivered : resources) {
            guide.faults(delivered.resource()).forEach(issue -> found.add(of(issue)));
        }
        return found;
    }

    /** Spares the storage a second look at resources of which nothing was found. */
    void passed(List<Delivered> resources, RequestDetails request) {
        guide.passed(resources.stream().map(Delivered::resource).toList(), request);
    }

    /**
     * What a refusal says, for the journal.
     *
     * @param wordless what is said where it has no outcome
     */
    static List<Finding> of(BaseServerResponseException refusal, Finding wordless) {
        return refusal.getOperationOutcome() instanceof OperationOutcome outcome && outcome.hasIssue()
                ? outcome.getIssue().stream().map(GuideFindings::of).toList()
                : List.of(wordless);
    }

    /**
     * What an issue of an outcome says, for the journal. The words of the guide's rules, of the screening and of the access
     * rules hold nothing of what was sent; those of HL7's validator may, and are left out.
     */
    static Finding of(OperationOutcomeIssueComponent issue) {
        String sentence = String.valueOf(issue.getDiagnostics());
        String place = issue.hasExpression() ? issue.getExpression().get(0).getValue() : "";
        if (RULE.matcher(sentence).find()) {
            return new Finding(ofRule(sentence), place, null, sentence);
        }
        return switch (issue.getCode() == null ? IssueType.INVALID : issue.getCode()) {
            case BUSINESSRULE -> new Finding(Reason.IDENTIFIER_IN_TEXT, place, null, sentence);
            case FORBIDDEN -> new Finding(Reason.REFUSED, place, null, sentence);
            default ->
                new Finding(
                        Reason.BREAKS_GUIDE,
                        place,
                        null,
                        "What stands here does not follow FHIR or the guide; $validate of the resource says why.");
        };
    }

    private static Reason ofRule(String sentence) {
        if (sentence.endsWith("-possible)")) {
            return Reason.IMPLAUSIBLE_VALUE;
        }
        return sentence.endsWith("-unit)") ? Reason.WRONG_UNIT : Reason.BREAKS_GUIDE;
    }
}
