package org.platelink.laboratory.intake;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.Resource;
import org.platelink.laboratory.journal.Finding;
import org.platelink.laboratory.journal.Reason;
import org.platelink.laboratory.lab.DeliveredResource;
import org.platelink.laboratory.lab.SourceSegment;
import org.platelink.platform.validation.GuideCheck;
import org.platelink.security.screening.PersonsWords;
import org.platelink.security.screening.TextCheck;

/**
 * Validates results against the guide and screens their texts for identifiers of persons, and returns the findings.
 *
 * <p>The kind of a finding is told by the names of the guide's rules: {@code …-unit} and {@code …-possible}.
 */
final class GuideFindings {

    private static final Pattern RULE = Pattern.compile("\\(rule [\\w-]+\\)$");

    private final GuideCheck guide;
    private final TextCheck texts;

    GuideFindings(GuideCheck guide, TextCheck texts) {
        this.guide = guide;
        this.texts = texts;
    }

    /**
     * What the validation against the guide would refuse. Resources that have a finding already are not validated.
     *
     * @param places maps elements to their location in the message
     */
    List<Finding> of(List<DeliveredResource> resources, FieldPlaces places) {
        List<Finding> found = new ArrayList<>();
        for (DeliveredResource delivered : resources) {
            Resource resource = delivered.resource();
            if (SourceSegment.of(resource).filter(SourceSegment::faulty).isEmpty()) {
                found.addAll(eachOnce(guide.faults(resource).stream()
                        .map(issue -> placed(of(issue), resource, places))
                        .toList()));
            }
        }
        return found;
    }

    /** Identifiers of persons in the texts of one subject's resources. */
    List<Finding> inTexts(List<DeliveredResource> resources, String site, PersonsWords said, FieldPlaces places) {
        return eachOnce(
                texts.in(resources.stream().map(DeliveredResource::resource).toList(), site, said).stream()
                        .map(carried -> new Finding(
                                Reason.IDENTIFIER_IN_TEXT,
                                places.of(carried.resource(), carried.place()),
                                null,
                                carried.sentence()))
                        .toList());
    }

    private static Finding placed(Finding finding, Resource resource, FieldPlaces places) {
        return new Finding(finding.reason(), places.of(resource, finding.place()), finding.key(), finding.sentence());
    }

    /**
     * Keeps one finding for each place. Several rules may be broken by the same element; a finding with a specific
     * reason goes before one with the general one.
     */
    private static List<Finding> eachOnce(List<Finding> all) {
        Map<String, Finding> byPlace = new LinkedHashMap<>();
        for (Finding finding : all) {
            byPlace.merge(
                    finding.place(),
                    finding,
                    (first, other) -> first.reason() == Reason.BREAKS_GUIDE && other.reason() != Reason.BREAKS_GUIDE
                            ? other
                            : first);
        }
        return List.copyOf(byPlace.values());
    }

    /** Marks resources as checked, so that the storage does not validate and screen them again. */
    void passed(List<DeliveredResource> resources, RequestDetails request) {
        List<Resource> all = resources.stream().map(DeliveredResource::resource).toList();
        guide.passed(all, request);
        texts.passed(all, request);
    }

    /**
     * Converts the OperationOutcome of a refusal to findings for the journal.
     *
     * @param wordless the finding if the refusal has no OperationOutcome
     */
    static List<Finding> of(BaseServerResponseException refusal, Finding wordless) {
        return refusal.getOperationOutcome() instanceof OperationOutcome outcome && outcome.hasIssue()
                ? outcome.getIssue().stream().map(GuideFindings::of).toList()
                : List.of(wordless);
    }

    /**
     * Converts an issue of an OperationOutcome to a finding for the journal. The texts of the guide's rules, of the
     * screening, of the access rules and of the storage hold nothing of what was sent and are kept. Those of HL7's
     * validator may hold parts of it and are replaced with our own.
     */
    static Finding of(OperationOutcomeIssueComponent issue) {
        String sentence = String.valueOf(issue.getDiagnostics());
        String place = issue.hasExpression() ? issue.getExpression().get(0).getValue() : "";
        if (RULE.matcher(sentence).find()) {
            return new Finding(ofRule(sentence), place, null, sentence);
        }
        return switch (issue.getCode() == null ? IssueType.INVALID : issue.getCode()) {
            case BUSINESSRULE -> new Finding(Reason.IDENTIFIER_IN_TEXT, place, null, sentence);
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
