package org.platelink.platform.validation;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IResourceProvider;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.FhirErrors;
import org.platelink.platform.server.OperationParameters;
import org.platelink.platform.server.Outcomes;
import org.platelink.platform.server.ResourceTypeName;
import org.platelink.platform.server.WriteTimeChecks;
import org.platelink.platform.validation.ValidationRequest.Mode;

/**
 * {@code $validate} of one resource type: it reports what a write of the resource would be refused with. HAPI's own
 * operation takes a {@code Parameters} body for the resource itself and so finds nothing in it, and checks only the
 * guide.
 *
 * @see <a href="https://hl7.org/fhir/R4/resource-operation-validate.html">FHIR R4, $validate</a>
 */
class ValidateOperation implements IResourceProvider {

    private static final String NAME = "$validate";
    private static final String CANONICAL = "http://hl7.org/fhir/OperationDefinition/Resource-validate";

    private final Class<? extends Resource> type;
    private final ResourceValidator validator;
    private final DryRun rehearsal;
    private final List<WriteTimeChecks> untold;

    ValidateOperation(
            Class<? extends Resource> type,
            ResourceValidator validator,
            DryRun rehearsal,
            List<WriteTimeChecks> untold) {
        this.type = type;
        this.validator = validator;
        this.rehearsal = rehearsal;
        this.untold = List.copyOf(untold);
    }

    @Override
    public Class<? extends Resource> getResourceType() {
        return type;
    }

    @Operation(name = NAME, idempotent = true, canonicalUrl = CANONICAL)
    public OperationOutcome validate(@IdParam(optional = true) @Nullable IdType id, RequestDetails request) {
        ValidationRequest validation = ValidationRequest.of(request, ResourceTypeName.of(type));
        List<Finding> findings;
        if (validation.mode() == Mode.DELETE) {
            findings = ofDeletion(id);
        } else if (validation.resource() != null) {
            findings = ofSent(validation, validation.resource(), id, request);
        } else {
            findings = ofStored(validation, id);
        }
        return findings.isEmpty() ? noIssues() : Finding.outcomeOf(findings);
    }

    private List<Finding> ofDeletion(@Nullable IdType id) {
        if (id == null) {
            throw FhirErrors.invalid(
                    ResourceTypeName.of(type),
                    "mode=delete asks about a stored resource: " + ResourceTypeName.of(type) + "/[id]/$validate.");
        }
        rehearsal.require(type, id);
        return List.of(new Finding(
                IssueSeverity.ERROR,
                IssueType.NOTSUPPORTED,
                ResourceTypeName.of(type),
                "Nothing is deleted here, nor may this be. If it should not have been recorded, update it with the status"
                        + " entered-in-error."));
    }

    private List<Finding> ofStored(ValidationRequest validation, @Nullable IdType id) {
        if (id == null || validation.mode() == Mode.CREATE || validation.mode() == Mode.UPDATE) {
            throw FhirErrors.invalid(
                    ResourceTypeName.of(type),
                    "Send the resource that is to be validated, as the body or as the parameter resource in a body of"
                            + " Parameters.");
        }
        needsProfile(validation);
        return validator.validate(rehearsal.require(type, id), profiles(validation));
    }

    private List<Finding> ofSent(
            ValidationRequest validation, Resource resource, @Nullable IdType id, RequestDetails request) {
        needsProfile(validation);
        List<Finding> findings = new ArrayList<>(validator.validate(resource, profiles(validation)));
        if (validation.mode() == Mode.PROFILE || findings.stream().anyMatch(Finding::refuses)) {
            return findings;
        }
        boolean update = validation.mode() == Mode.UPDATE || validation.mode() == null && id != null;
        List<DryRun.Objection> objections =
                update ? rehearsal.update(resource, id, request) : rehearsal.create(resource, request);
        // Without a mode the client asks about the content; what the present state of the store says against it is a
        // warning.
        objections.stream()
                .map(objection -> validation.mode() == null ? objection.toContent() : objection.finding())
                .forEach(findings::add);
        untold.stream()
                .flatMap(only -> only.of(resource, request).stream())
                .map(sentence ->
                        new Finding(IssueSeverity.INFORMATION, IssueType.INCOMPLETE, resource.fhirType(), sentence))
                .forEach(findings::add);
        return findings;
    }

    private static void needsProfile(ValidationRequest validation) {
        if (validation.mode() == Mode.PROFILE && validation.profile() == null) {
            throw FhirErrors.invalid(
                    OperationParameters.place("profile"),
                    "mode=profile needs a profile to validate against; name it by its canonical address.");
        }
    }

    private static List<String> profiles(ValidationRequest validation) {
        return validation.profile() == null ? List.of() : List.of(validation.profile());
    }

    private static OperationOutcome noIssues() {
        return Outcomes.information("No issues detected during validation");
    }
}
