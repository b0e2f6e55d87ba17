package org.platelink.platform.patch;

import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Parameters;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.pipeline.ResourceAttribute;

/**
 * Carries a {@link Patch} through HAPI as an attribute of a Parameters resource without operations. HAPI finds and
 * locks the resource, passes it to {@link PatchInterceptor}, and then has nothing more to apply itself.
 */
public final class CarriedPatch {

    private static final ResourceAttribute<Patch> ATTRIBUTE =
            ResourceAttribute.of(ResourceAttribute.Name.PATCH, Patch.class);

    private CarriedPatch() {}

    static Parameters in(Patch patch) {
        Parameters carrier = new Parameters();
        ATTRIBUTE.set(carrier, patch);
        return carrier;
    }

    /** The patch of a carrier; empty if the resource carries none. */
    public static Optional<Patch> of(@Nullable IBaseResource carrier) {
        return carrier instanceof Parameters ? ATTRIBUTE.of(carrier) : Optional.empty();
    }
}
