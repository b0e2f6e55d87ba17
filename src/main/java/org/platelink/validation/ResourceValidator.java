package org.platelink.validation;

import ca.uhn.fhir.context.FhirContext;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.utilities.validation.ValidationMessage;

/** Says of a resource everything that is wrong with it: by base FHIR R4, by the guide, and by what only code can tell. */
final class ResourceValidator {

    private static final Pattern CONSTRAINT =
            Pattern.compile("Constraint failed: (\\S+): '(.*)' \\(defined in .*\\)", Pattern.DOTALL);

    private final FhirContext fhir;
    private final ProfileChoice choice;
    private final InstanceValidators validators;

    // The guide does not change while the server runs, so the same shape meets the same verdict: senders repeat.
    private final RememberedVerdicts remembered;

    ResourceValidator(
            FhirContext fhir, ProfileChoice choice, InstanceValidators validators, RememberedVerdicts remembered) {
        this.fhir = fhir;
        this.choice = choice;
        this.validators = validators;
        this.remembered = remembered;
    }

    /**
     * Validates a resource, and every resource inside it, by the profiles that each must follow.
     *
     * @param resource the resource; it is not changed
     * @return what there is to say; empty where all is well
     */
    List<Finding> validate(Resource resource) {
        return validate(resource, List.of());
    }

    /**
     * Validates a resource by further profiles as well.
     *
     * @param furtherProfiles canonical addresses of profiles that are known here
     */
    List<Finding> validate(Resource resource, List<String> furtherProfiles) {
        List<Finding> findings = new ArrayList<>();
        List<String> profiles = new ArrayList<>(choice.profilesFor(resource));
        furtherProfiles.stream().filter(profile -> !profiles.contains(profile)).forEach(profiles::add);
        findings.addAll(remembered.of(resource, profiles, () -> found(resource, profiles)));
        choice.unknownClaims(resource)
                .forEach(claim -> findings.add(new Finding(
                        IssueSeverity.ERROR,
                        IssueType.NOTFOUND,
                        resource.fhirType() + ".meta.profile",
                        "The guide has no profile " + claim + "; claim one that it has, or none.")));
        if (resource instanceof PlanDefinition plan) {
            findings.addAll(new ProtocolGraph(plan).findings());
        }
        findings.addAll(insideOf(resource));
        return findings;
    }

    private List<Finding> found(Resource resource, List<String> profiles) {
        return validators.validate(fhir.newJsonParser().encodeResourceToString(resource), profiles).stream()
                .map(ResourceValidator::finding)
                .distinct()
                .toList();
    }

    /** What stands in a resource need not claim anything to be held to the guide. */
    private List<Finding> insideOf(Resource resource) {
        List<Finding> findings = new ArrayList<>();
        if (resource instanceof Bundle bundle) {
            for (int i = 0; i < bundle.getEntry().size(); i++) {
                Resource entry = bundle.getEntry().get(i).getResource();
                if (entry != null) {
                    String place = "Bundle.entry[" + i + "].resource.ofType(" + entry.fhirType() + ")";
                    validate(entry).forEach(finding -> findings.add(finding.within(place)));
                }
            }
        }
        if (resource instanceof DomainResource container) {
            for (int i = 0; i < container.getContained().size(); i++) {
                Resource contained = container.getContained().get(i);
                if (!choice.profilesFor(contained).isEmpty()) {
                    String place = container.fhirType() + ".contained[" + i + "].ofType(" + contained.fhirType() + ")";
                    validate(contained).forEach(finding -> findings.add(finding.within(place)));
                }
            }
        }
        return findings;
    }

    private static Finding finding(ValidationMessage message) {
        return new Finding(
                IssueSeverity.fromCode(message.getLevel().toCode()),
                typeOf(message),
                message.getLocation() == null ? "" : message.getLocation(),
                sentence(message.getMessage()));
    }

    private static IssueType typeOf(ValidationMessage message) {
        if (message.getType() == null) {
            return IssueType.INVALID;
        }
        return switch (message.getType()) {
            case INVARIANT -> IssueType.INVARIANT;
            case STRUCTURE -> IssueType.STRUCTURE;
            case REQUIRED -> IssueType.REQUIRED;
            case VALUE -> IssueType.VALUE;
            case CODEINVALID -> IssueType.CODEINVALID;
            case NOTFOUND -> IssueType.NOTFOUND;
            case BUSINESSRULE -> IssueType.BUSINESSRULE;
            case INFORMATIONAL -> IssueType.INFORMATIONAL;
            default -> IssueType.INVALID;
        };
    }

    /** A rule's own sentence is what the sender needs; which file defines the rule is not. */
    private static String sentence(String message) {
        Matcher constraint = CONSTRAINT.matcher(message);
        return constraint.matches() ? constraint.group(2) + " (rule " + constraint.group(1) + ")" : message;
    }
}
