package org.platelink.validation;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a write that breaks the guide, with 422 and every fault named.
 *
 * <p>What a request carries is validated once, before its database transaction, so that a connection is not held
 * meanwhile; the verdicts go with the request, by the identity of the very objects that will be stored. Where a resource
 * is stored without a verdict, it gets one there.
 */
@Interceptor
final class WriteValidation {

    /** A key that only this class holds, so that no other code can leave a verdict in a request. */
    private final Object verdictsKey = new Object() {
        @Override
        public String toString() {
            return "verdicts";
        }
    };

    private final ResourceValidator validator;

    WriteValidation(ResourceValidator validator) {
        this.validator = validator;
    }

    /** Validates what a request carries, before anything is done with it. */
    @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
    public void beforeTheTransaction(RequestDetails request, RestOperationTypeEnum operation) {
        IBaseResource body = request.getResource();
        switch (operation) {
            case CREATE, UPDATE -> {
                if (body instanceof Resource resource) {
                    refuseIfFaulty(judge(request, resource));
                }
            }
            case TRANSACTION -> {
                if (body instanceof Bundle bundle) {
                    judgeEntries(request, bundle);
                }
            }
            default -> {
                // Nothing that is stored as it came; a PATCH's result is judged where it is stored.
            }
        }
    }

    private void judgeEntries(RequestDetails request, Bundle bundle) {
        List<Finding> faults = new ArrayList<>();
        for (int i = 0; i < bundle.getEntry().size(); i++) {
            BundleEntryComponent entry = bundle.getEntry().get(i);
            HTTPVerb verb = entry.getRequest().getMethod();
            if (entry.getResource() != null && (verb == HTTPVerb.POST || verb == HTTPVerb.PUT)) {
                String place = "Bundle.entry[" + i + "].resource.ofType("
                        + entry.getResource().fhirType() + ")";
                judge(request, entry.getResource()).forEach(finding -> faults.add(finding.within(place)));
            }
        }
        // A batch is many requests in one: each of its entries is refused on its own, where it is stored.
        if (bundle.getType() != BundleType.BATCH) {
            refuseIfFaulty(faults);
        }
    }

    /** Judges a resource that is about to be created. */
    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED)
    public void beforeItIsCreated(IBaseResource resource, RequestDetails request) {
        beforeItIsStored(resource, request);
    }

    /** Judges a resource that is about to take the place of another version. */
    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED)
    public void beforeItIsUpdated(IBaseResource before, IBaseResource resource, RequestDetails request) {
        beforeItIsStored(resource, request);
    }

    private void beforeItIsStored(IBaseResource stored, @Nullable RequestDetails request) {
        if (stored instanceof Resource resource) {
            List<Finding> verdict = request == null ? null : verdicts(request).get(resource);
            refuseIfFaulty(verdict == null ? validator.validate(resource) : verdict);
        }
    }

    private List<Finding> judge(RequestDetails request, Resource resource) {
        return verdicts(request).computeIfAbsent(resource, key -> validator.validate(resource));
    }

    @SuppressWarnings("unchecked")
    private Map<Resource, List<Finding>> verdicts(RequestDetails request) {
        return (Map<Resource, List<Finding>>)
                request.getUserData().computeIfAbsent(verdictsKey, key -> new IdentityHashMap<>());
    }

    private static void refuseIfFaulty(List<Finding> findings) {
        List<Finding> faults = findings.stream().filter(Finding::refuses).toList();
        if (!faults.isEmpty()) {
            throw new UnprocessableEntityException(faults.get(0).sentence(), Finding.outcomeOf(faults));
        }
    }
}
