package org.platelink.validation;

import java.util.List;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.Resource;

/** Tells whether a resource follows the guide before anyone tries to store it. */
@FunctionalInterface
public interface GuideCheck {

    /**
     * What would refuse a resource.
     *
     * @return each fault with its place, from the resource's type on; empty if the resource would be stored
     */
    List<OperationOutcomeIssueComponent> faults(Resource resource);
}
