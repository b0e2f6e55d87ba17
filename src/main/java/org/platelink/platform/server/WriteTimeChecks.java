package org.platelink.platform.server;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Optional;
import org.hl7.fhir.r4.model.Resource;

/**
 * Describes the checks that are made only when a resource is written, so that {@code $validate} can say that it does
 * not cover them.
 */
@FunctionalInterface
public interface WriteTimeChecks {

    /**
     * Describes the checks of a resource that are made when it is written, and not before.
     *
     * @param request the request of the caller
     * @return a sentence; empty if there are no such checks
     */
    Optional<String> of(Resource resource, RequestDetails request);
}
