package org.platelink.platform.patch;

import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.Optional;
import org.hl7.fhir.r4.model.IdType;
import org.jspecify.annotations.Nullable;

/** Takes patches of which something else becomes than a change of what is stored: those of laboratories are deliveries. */
@FunctionalInterface
public interface PatchHandler {

    /**
     * Takes a patch.
     *
     * @param id of the resource; null if it is to be found by a condition
     * @param condition how it is to be found; null if by its id
     * @return what is answered; empty if the patch is none for this door
     */
    Optional<MethodOutcome> take(
            ServletRequestDetails request, Patch patch, @Nullable IdType id, @Nullable String condition);
}
