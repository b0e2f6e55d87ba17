package org.platelink.platform.validation;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Validation results of a request's resources, kept in the request's user data by object identity, so that each
 * resource is validated once.
 */
final class Verdicts {

    /** A key that only this object holds, so that no other code can put a verdict into a request. */
    private final Object key = new Object();

    private final ResourceValidator validator;

    Verdicts(ResourceValidator validator) {
        this.validator = validator;
    }

    /** The findings for a resource; validates it unless this request has done so before. */
    List<Finding> of(Resource resource, @Nullable RequestDetails request) {
        return request == null
                ? validator.validate(resource)
                : known(request).computeIfAbsent(resource, validator::validate);
    }

    /** Records that a resource has no errors. */
    void passed(Resource resource, RequestDetails request) {
        known(request).put(resource, List.of());
    }

    @SuppressWarnings("unchecked")
    private Map<Resource, List<Finding>> known(RequestDetails request) {
        return (Map<Resource, List<Finding>>)
                request.getUserData().computeIfAbsent(key, absent -> new IdentityHashMap<>());
    }

    /**
     * Refuses a write that has errors.
     *
     * @throws UnprocessableEntityException (422) with an outcome that names each error
     */
    static void refuseIfFaulty(List<Finding> findings) {
        List<Finding> faults = findings.stream().filter(Finding::refuses).toList();
        if (!faults.isEmpty()) {
            throw new UnprocessableEntityException(faults.get(0).sentence(), Finding.outcomeOf(faults));
        }
    }
}
