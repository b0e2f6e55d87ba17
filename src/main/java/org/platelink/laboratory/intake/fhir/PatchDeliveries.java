package org.platelink.laboratory.intake.fhir;

import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.Optional;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.patch.Patch;
import org.platelink.platform.patch.PatchHandler;
import org.platelink.platform.server.Precondition;

/** {@link PatchHandler} for laboratories: applies the patch and delivers the whole resource that results from it. */
final class PatchDeliveries implements PatchHandler {

    private final FhirDoor door;
    private final SingleDelivery deliveries;
    private final LaboratoryPatches patches;

    PatchDeliveries(FhirDoor door, SingleDelivery deliveries, LaboratoryPatches patches) {
        this.door = door;
        this.deliveries = deliveries;
        this.patches = patches;
    }

    @Override
    public Optional<MethodOutcome> take(
            ServletRequestDetails request, Patch patch, @Nullable IdType id, @Nullable String condition) {
        return FhirDoor.ehr(request).map(caller -> {
            Resource patched = patches.patched(
                    caller,
                    request.getResourceName(),
                    patch,
                    id,
                    condition,
                    Precondition.of(request).orElse(null));
            DeliveryBundle one =
                    SingleResult.of(patched, "PUT", patched.getIdElement().getIdPart(), null);
            return deliveries.deliver(door.delivered(one, caller, request), request);
        });
    }
}
