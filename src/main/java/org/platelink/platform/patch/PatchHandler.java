package org.platelink.platform.patch;

import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.Optional;
import org.hl7.fhir.r4.model.IdType;
import org.jspecify.annotations.Nullable;

/**
 * Handles certain patches in another way than by changing the stored resource: those of laboratories become
 * deliveries.
 */
@FunctionalInterface
public interface PatchHandler {

    /**
     * Handles a patch, or leaves it to others.
     *
     * @param id the id of the resource; null for a conditional patch
     * @param condition the search of a conditional patch; null if there is an id
     * @return the response; empty if this handler does not handle the patch
     */
    Optional<MethodOutcome> take(
            ServletRequestDetails request, Patch patch, @Nullable IdType id, @Nullable String condition);
}
