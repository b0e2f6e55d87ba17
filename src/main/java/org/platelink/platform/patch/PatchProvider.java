package org.platelink.platform.patch;

import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.rest.annotation.ConditionalUrlParam;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.api.PatchTypeEnum;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Resource provider for PATCH of one resource type. A {@link PatchHandler} may handle the patch; otherwise it is
 * passed to HAPI's DAO as a {@link CarriedPatch}.
 *
 * @param <T> the type
 */
class PatchProvider<T extends Resource> implements IResourceProvider {

    private final IFhirResourceDao<T> store;
    private final PatchReader reader;
    private final List<PatchHandler> doors;

    PatchProvider(IFhirResourceDao<T> store, PatchReader reader, List<PatchHandler> doors) {
        this.store = store;
        this.reader = reader;
        this.doors = List.copyOf(doors);
    }

    @Override
    public Class<? extends IBaseResource> getResourceType() {
        return store.getResourceType();
    }

    @ca.uhn.fhir.rest.annotation.Patch
    public MethodOutcome patch(
            ServletRequestDetails request,
            @IdParam @Nullable IdType id,
            @ConditionalUrlParam @Nullable String condition,
            @ResourceParam String body,
            PatchTypeEnum type) {
        Patch patch = reader.of(type, body);
        return doors.stream()
                .map(door -> door.take(request, patch, id, condition))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> store.patch(
                        id, condition, PatchTypeEnum.FHIR_PATCH_JSON, null, CarriedPatch.in(patch), request));
    }
}
