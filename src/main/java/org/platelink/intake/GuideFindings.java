package org.platelink.intake;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.platelink.journal.Finding;
import org.platelink.journal.Reason;
import org.platelink.lab.Delivered;
import org.platelink.validation.GuideCheck;

/** What the guide says against results, by the names that its rules have: {@code …-unit} and {@code …-possible}. */
final class GuideFindings {

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

    /** What an issue of an outcome says, for the journal. */
    static Finding of(OperationOutcomeIssueComponent issue) {
        String sentence = String.valueOf(issue.getDiagnostics());
        String place = issue.hasExpression() ? issue.getExpression().get(0).getValue() : "";
        return new Finding(reason(sentence), place, null, sentence);
    }

    private static Reason reason(String sentence) {
        if (sentence.endsWith("-possible)")) {
            return Reason.IMPLAUSIBLE_VALUE;
        }
        return sentence.endsWith("-unit)") ? Reason.WRONG_UNIT : Reason.BREAKS_GUIDE;
    }
}
