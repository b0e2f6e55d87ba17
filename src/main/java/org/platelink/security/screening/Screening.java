package org.platelink.security.screening;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.pipeline.InterceptorOrder;
import org.platelink.platform.pipeline.RequestAttribute;
import org.platelink.security.access.Caller;

/**
 * Interceptor that refuses a write whose texts contain a direct identifier of a person, with 422 and an issue for
 * every place. Resources that were screened before the transaction are not screened again at the storage.
 */
@Interceptor(order = InterceptorOrder.SCREENING)
class Screening {

    private static final RequestAttribute<ScreenedResources> ATTRIBUTE =
            RequestAttribute.of(RequestAttribute.Name.SCREENED_RESOURCES, ScreenedResources.class);

    /** Resources by their objects; no other code can mark one as screened. */
    private record ScreenedResources(Set<Resource> resources) {}

    private final Screen.Collaborators means;

    Screening(Screen.Collaborators means) {
        this.means = means;
    }

    @Hook(value = Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED, order = InterceptorOrder.SCREENING)
    public void beforeTheTransaction(RequestDetails request, RestOperationTypeEnum operation) {
        boolean write = operation == RestOperationTypeEnum.CREATE || operation == RestOperationTypeEnum.UPDATE;
        if (write && request.getResource() instanceof Resource resource) {
            look(resource, request);
        }
        // A batch is many requests in one: each entry is screened, and refused, separately when it is stored.
        if (operation == RestOperationTypeEnum.TRANSACTION
                && request.getResource() instanceof Bundle bundle
                && bundle.getType() != BundleType.BATCH) {
            lookAtEntries(bundle, request);
        }
    }

    @Hook(value = Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED, order = InterceptorOrder.SCREENING)
    public void beforeItIsCreated(IBaseResource resource, @Nullable RequestDetails request) {
        beforeItIsStored(resource, request);
    }

    @Hook(value = Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED, order = InterceptorOrder.SCREENING)
    public void beforeItIsUpdated(IBaseResource before, IBaseResource resource, @Nullable RequestDetails request) {
        beforeItIsStored(resource, request);
    }

    private void beforeItIsStored(IBaseResource stored, @Nullable RequestDetails request) {
        if (stored instanceof Resource resource
                && (request == null || !clean(request).contains(resource))) {
            look(resource, request);
        }
    }

    void passed(Collection<Resource> resources, RequestDetails request) {
        clean(request).addAll(resources);
    }

    private void look(Resource resource, @Nullable RequestDetails request) {
        Screen screen = screen(request);
        screen.look(resource, Place.of(resource.fhirType()));
        ScreeningHit.refuseIfAny(screen.found());
        if (request != null) {
            clean(request).add(resource);
        }
    }

    private void lookAtEntries(Bundle bundle, RequestDetails request) {
        Screen screen = screen(request);
        List<BundleEntryComponent> entries = bundle.getEntry();
        for (int i = 0; i < entries.size(); i++) {
            Resource resource = entries.get(i).getResource();
            HTTPVerb verb = entries.get(i).getRequest().getMethod();
            if (resource != null && (verb == HTTPVerb.POST || verb == HTTPVerb.PUT)) {
                screen.look(
                        resource,
                        Place.of("Bundle").in("entry", i).in("resource.ofType(" + resource.fhirType() + ")", -1));
            }
        }
        ScreeningHit.refuseIfAny(screen.found());
        entries.stream()
                .map(BundleEntryComponent::getResource)
                .filter(resource -> resource != null)
                .forEach(clean(request)::add);
    }

    private Screen screen(@Nullable RequestDetails request) {
        return new Screen(means, Caller.of(request).map(Caller::site).orElse(null));
    }

    private static Set<Resource> clean(RequestDetails request) {
        return ATTRIBUTE
                .of(request, () -> new ScreenedResources(Collections.newSetFromMap(new IdentityHashMap<>())))
                .resources();
    }
}
