package org.platelink.platform.validation;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Collection;
import java.util.List;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.Resource;

/** {@link GuideCheck} by the resource validator, which hands its verdicts on to the storage. */
final class CheckBeforeStorage implements GuideCheck {

    private final ResourceValidator validator;
    private final Verdicts verdicts;

    CheckBeforeStorage(ResourceValidator validator, Verdicts verdicts) {
        this.validator = validator;
        this.verdicts = verdicts;
    }

    @Override
    public List<OperationOutcomeIssueComponent> faults(Resource resource) {
        return validator.validate(resource).stream()
                .filter(Finding::refuses)
                .map(Finding::asIssue)
                .toList();
    }

    @Override
    public void passed(Collection<Resource> resources, RequestDetails request) {
        resources.forEach(resource -> verdicts.passed(resource, request));
    }
}
