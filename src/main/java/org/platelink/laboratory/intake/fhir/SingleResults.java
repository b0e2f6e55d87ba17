package org.platelink.laboratory.intake.fhir;

import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.rest.annotation.ConditionalUrlParam;
import ca.uhn.fhir.rest.annotation.Create;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.annotation.Update;
import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * HAPI resource provider for create and update of one type of laboratory resources.
 *
 * <p>What EHRs send is a laboratory delivery and takes the same path as all results; all other requests are passed to
 * HAPI's DAO.
 *
 * @param <T> the type of resource
 */
class SingleResults<T extends Resource> implements IResourceProvider {

    private final IFhirResourceDao<T> store;
    private final FhirDoor door;
    private final SingleDelivery deliveries;

    SingleResults(IFhirResourceDao<T> store, FhirDoor door, SingleDelivery deliveries) {
        this.store = store;
        this.door = door;
        this.deliveries = deliveries;
    }

    @Override
    public Class<? extends IBaseResource> getResourceType() {
        return store.getResourceType();
    }

    @Create
    public MethodOutcome create(
            ServletRequestDetails request, @ResourceParam T resource, @ConditionalUrlParam @Nullable String condition) {
        FhirDelivery delivery = door.deliveryOf(request).orElse(null);
        return delivery == null ? store.create(resource, condition, request) : deliveries.deliver(delivery, request);
    }

    @Update
    public MethodOutcome update(
            ServletRequestDetails request,
            @ResourceParam T resource,
            @IdParam IdType id,
            @ConditionalUrlParam @Nullable String condition) {
        FhirDelivery delivery = door.deliveryOf(request).orElse(null);
        return delivery == null ? store.update(resource, condition, request) : deliveries.deliver(delivery, request);
    }
}
