package org.platelink.intake;

import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.rest.annotation.ConditionalUrlParam;
import ca.uhn.fhir.rest.annotation.Create;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.annotation.Update;
import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle.BundleEntryResponseComponent;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Takes a resource of a laboratory that comes alone. Those of EHRs go the way of all results; all others are HAPI's.
 *
 * @param <T> the type of resource
 */
class SingleResults<T extends Resource> implements IResourceProvider {

    private final IFhirResourceDao<T> store;
    private final FhirDoor door;
    private final FhirTransactions transactions;

    SingleResults(IFhirResourceDao<T> store, FhirDoor door, FhirTransactions transactions) {
        this.store = store;
        this.door = door;
        this.transactions = transactions;
    }

    @Override
    public Class<? extends IBaseResource> getResourceType() {
        return store.getResourceType();
    }

    @Create
    public MethodOutcome create(
            ServletRequestDetails request, @ResourceParam T resource, @ConditionalUrlParam @Nullable String condition) {
        FhirDelivery delivery = door.deliveryOf(request).orElse(null);
        return delivery == null ? store.create(resource, condition, request) : deliver(delivery, request);
    }

    @Update
    public MethodOutcome update(
            ServletRequestDetails request,
            @ResourceParam T resource,
            @IdParam IdType id,
            @ConditionalUrlParam @Nullable String condition) {
        FhirDelivery delivery = door.deliveryOf(request).orElse(null);
        return delivery == null ? store.update(resource, condition, request) : deliver(delivery, request);
    }

    private MethodOutcome deliver(FhirDelivery delivery, ServletRequestDetails request) {
        return outcome(transactions, delivery, request);
    }

    /** Delivers a result that came alone, and answers as to a create or an update. */
    static MethodOutcome outcome(FhirTransactions transactions, FhirDelivery delivery, ServletRequestDetails request) {
        BundleEntryResponseComponent answer =
                transactions.deliver(delivery, request).getEntryFirstRep().getResponse();
        MethodOutcome outcome = new MethodOutcome(withVersion(new IdType(answer.getLocation())));
        outcome.setCreated(answer.getStatus().startsWith("201"));
        // Who may not read it gets a receipt in its place.
        outcome.setResource(delivery.transaction().getEntryFirstRep().getResource());
        return outcome;
    }

    /** What was written says which version that is; what stands there unchanged is looked up. */
    private IdType withVersion(IdType id) {
        if (id.hasVersionIdPart() || !id.hasIdPart()) {
            return id;
        }
        String version = store.read(id, SystemRequestDetails.forAllPartitions())
                .getMeta()
                .getVersionId();
        return new IdType(id.getResourceType(), id.getIdPart(), version);
    }
}
