package org.platelink.platform.validation;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Collection;
import java.util.List;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.Resource;

/** Tells whether a resource follows the guide before anyone tries to store it. */
public interface GuideCheck {

    /**
     * What would refuse a resource.
     *
     * @return each fault with its place, from the resource's type on; empty if the resource would be stored
     */
    List<OperationOutcomeIssueComponent> faults(Resource resource);

    /**
     * Spares the storage a second look at resources that were found to have no faults.
     *
     * @param resources the very objects that are to be stored
     * @param request with which they are
     */
    void passed(Collection<Resource> resources, RequestDetails request);
}
