package org.platelink.platform.validation;

import java.util.List;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.platelink.platform.server.Outcomes;

/**
 * One issue that validation found.
 *
 * @param severity the severity; error and fatal refuse a write
 * @param type the kind, one of FHIR's issue types
 * @param location the FHIRPath of the place, from the resource's type on
 * @param sentence what is wrong, and what would be right
 */
record Finding(IssueSeverity severity, IssueType type, String location, String sentence) {

    boolean refuses() {
        return severity == IssueSeverity.ERROR || severity == IssueSeverity.FATAL;
    }

    /**
     * The same finding as seen from a resource that contains this one.
     *
     * @param place the path of the inner resource, such as {@code Bundle.entry[3].resource.ofType(Observation)}
     */
    Finding within(String place) {
        int dot = location.indexOf('.');
        return new Finding(severity, type, dot < 0 ? place : place + location.substring(dot), sentence);
    }

    OperationOutcomeIssueComponent asIssue() {
        return Outcomes.issue(severity, type, sentence, location);
    }

    static OperationOutcome outcomeOf(List<Finding> findings) {
        return Outcomes.of(findings.stream().map(Finding::asIssue).toList());
    }

    /** Whether it mentions one of these values, so that it does not apply to a resource with other values. */
    boolean mentionsAny(List<String> values) {
        return values.stream().anyMatch(value -> location.contains(value) || sentence.contains(value));
    }
}
