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
 * What the guide and the screening say against results, by the names that the guide's rules have: {@code …-unit} and {@code
 * …-possible}.
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
     * What would refuse resources; of those of which something was found already, nothing more is asked.
     *
     * @param places where in the message they stand
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

    /** What resources of one subject carry of a person. */
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

    /** One cause is found once: several rules may be broken by what stands in one place, and one that is named says most. */
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

    /** Spares the storage a second look at resources of which nothing was found. */
    void passed(List<DeliveredResource> resources, RequestDetails request) {
        List<Resource> all = resources.stream().map(DeliveredResource::resource).toList();
        guide.passed(all, request);
        texts.passed(all, request);
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
     * What an issue of an outcome says, for the journal. The words of the guide's rules, of the screening, of the access rules and
     * of what is stored hold nothing of what was sent; those of HL7's validator may, and are told in words of
     * our own.
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
