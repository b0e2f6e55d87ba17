package org.platelink.platform.server;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Optional;
import org.hl7.fhir.r4.model.Resource;

/** What only a write is told, so that {@code $validate} can say that it does not know it. */
@FunctionalInterface
public interface WriteTimeChecks {

    /**
     * What is looked at when a resource is written and not before.
     *
     * @param request of who asks
     * @return a sentence; empty if there is nothing of the kind
     */
    Optional<String> of(Resource resource, RequestDetails request);
}
