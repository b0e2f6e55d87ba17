package org.platelink.platform.validation;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * What was found of the resources of a request, kept with the request by the identity of the very objects that will be
 * stored, so that each is validated once.
 */
final class Verdicts {

    /** A key that only this object holds, so that no other code can leave a verdict in a request. */
    private final Object key = new Object();

    private final ResourceValidator validator;

    Verdicts(ResourceValidator validator) {
        this.validator = validator;
    }

    /** The findings of a resource; found now, unless they were in the same request before. */
    List<Finding> of(Resource resource, @Nullable RequestDetails request) {
        return request == null
                ? validator.validate(resource)
                : known(request).computeIfAbsent(resource, validator::validate);
    }

    /** Notes that a resource was found to have no faults. */
    void passed(Resource resource, RequestDetails request) {
        known(request).put(resource, List.of());
    }

    @SuppressWarnings("unchecked")
    private Map<Resource, List<Finding>> known(RequestDetails request) {
        return (Map<Resource, List<Finding>>)
                request.getUserData().computeIfAbsent(key, absent -> new IdentityHashMap<>());
    }

    /**
     * Ends a write that has faults.
     *
     * @throws UnprocessableEntityException (422) with an outcome that names each fault
     */
    static void refuseIfFaulty(List<Finding> findings) {
        List<Finding> faults = findings.stream().filter(Finding::refuses).toList();
        if (!faults.isEmpty()) {
            throw new UnprocessableEntityException(faults.get(0).sentence(), Finding.outcomeOf(faults));
        }
    }
}
