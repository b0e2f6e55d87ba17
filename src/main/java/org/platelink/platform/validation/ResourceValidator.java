package org.platelink.platform.validation;

import ca.uhn.fhir.context.FhirContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.utilities.validation.ValidationMessage;
import org.platelink.platform.server.CharacterCheck;

/** Validates a resource against base FHIR R4, the guide's profiles, and the rules that only code can check. */
final class ResourceValidator {

    private static final Pattern CONSTRAINT =
            Pattern.compile("Constraint failed: (\\S+): '(.*)' \\(defined in .*\\)", Pattern.DOTALL);

    /** Abstract base types: a profile of them fits every resource, or nearly every one. */
    private static final Set<String> GENERAL = Set.of("Resource", "DomainResource");

    private final FhirContext fhir;
    private final ProfileChoice choice;
    private final InstanceValidators validators;

    // The guide does not change while the server runs, so a verdict holds for the next resource of the same shape;
    // senders repeat themselves.
    private final VerdictCache remembered;

    ResourceValidator(FhirContext fhir, ProfileChoice choice, InstanceValidators validators, VerdictCache remembered) {
        this.fhir = fhir;
        this.choice = choice;
        this.validators = validators;
        this.remembered = remembered;
    }

    /**
     * Validates a resource, and every resource inside it, against the profiles that each must follow.
     *
     * @param resource the resource; it is not changed
     * @return the findings; empty if there are none
     */
    List<Finding> validate(Resource resource) {
        return validate(resource, List.of());
    }

    /**
     * Validates a resource against further profiles as well.
     *
     * @param furtherProfiles canonical URLs; one that is not known here, or is for another type, is a finding too
     */
    List<Finding> validate(Resource resource, List<String> furtherProfiles) {
        List<Finding> findings = new ArrayList<>();
        List<String> profiles = new ArrayList<>(choice.profilesFor(resource));
        for (String further : furtherProfiles) {
            String profile = choice.withoutOwnVersion(further);
            Optional<Finding> unfit = unfit(profile, resource);
            unfit.ifPresent(findings::add);
            if (unfit.isEmpty() && !profiles.contains(profile)) {
                profiles.add(profile);
            }
        }
        findings.addAll(remembered.of(resource, profiles, () -> found(resource, profiles)));
        CharacterCheck.objections(resource, false)
                .forEach(objection -> findings.add(
                        new Finding(IssueSeverity.ERROR, IssueType.INVALID, objection.place(), objection.sentence())));
        choice.unknownClaims(resource)
                .forEach(claim -> findings.add(new Finding(
                        IssueSeverity.ERROR,
                        IssueType.NOTFOUND,
                        resource.fhirType() + ".meta.profile",
                        "The guide has no profile " + claim + "; claim one that it has, or none.")));
        findings.addAll(SubsettedResourceCheck.findings(resource));
        if (resource instanceof PlanDefinition plan) {
            findings.addAll(new ProtocolGraph(plan).findings());
        }
        findings.addAll(insideOf(resource));
        return findings;
    }

    /**
     * Validates the next version of a study or a definition against the profiles that its stored version claims and the
     * next one does not.
     *
     * @return the findings; empty if it drops no claim
     */
    List<Finding> byEarlierClaims(Resource stored, Resource next) {
        if (!(next instanceof ResearchStudy) && !(next instanceof MetadataResource)) {
            return List.of();
        }
        List<String> dropped = new ArrayList<>(choice.claims(stored));
        dropped.removeAll(choice.profilesFor(next));
        return dropped.isEmpty() ? List.of() : found(next, dropped);
    }

    /** Why a resource cannot be validated against a profile; empty if it can. */
    private Optional<Finding> unfit(String profile, Resource resource) {
        Optional<String> type = validators.typeOf(profile);
        if (type.isEmpty()) {
            return Optional.of(new Finding(
                    IssueSeverity.ERROR,
                    IssueType.NOTFOUND,
                    resource.fhirType(),
                    "This server has no profile " + printable(profile)
                            + ", so nothing is said of it; those of the guide are at [base]/StructureDefinition."));
        }
        boolean fits = type.get().equals(resource.fhirType()) || GENERAL.contains(type.get());
        return fits
                ? Optional.empty()
                : Optional.of(new Finding(
                        IssueSeverity.ERROR,
                        IssueType.INVALID,
                        resource.fhirType(),
                        "The profile " + printable(profile) + " is for " + type.get() + ", and this is "
                                + resource.fhirType() + "."));
    }

    private static String printable(String profile) {
        String head = profile.length() > 200 ? profile.substring(0, 200) + "…" : profile;
        return head.replaceAll("[^\\x20-\\x7e…]", "?");
    }

    private List<Finding> found(Resource resource, List<String> profiles) {
        return validators.validate(fhir.newJsonParser().encodeResourceToString(resource), profiles).stream()
                .map(ResourceValidator::finding)
                .distinct()
                .toList();
    }

    /**
     * Validates the entries of a Bundle and the contained resources; the guide's profiles apply to them without a
     * claim, too.
     */
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

    /** The text of the rule, which the sender needs, without the file that defines it. */
    private static String sentence(String message) {
        Matcher constraint = CONSTRAINT.matcher(message);
        return constraint.matches() ? constraint.group(2) + " (rule " + constraint.group(1) + ")" : message;
    }
}
