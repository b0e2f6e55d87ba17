package org.platelink.platform.validation;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Collection;
import java.util.List;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.Resource;

/** Validation of a resource against the guide before it is stored. */
public interface GuideCheck {

    /**
     * The errors for which the resource would be refused.
     *
     * @return each error with its location, from the resource's type on; empty if the resource would be stored
     */
    List<OperationOutcomeIssueComponent> faults(Resource resource);

    /**
     * Marks resources as valid for this request, so that they are not validated again when they are stored.
     *
     * @param resources the very objects that are to be stored
     * @param request the request that stores them
     */
    void passed(Collection<Resource> resources, RequestDetails request);
}
