package org.platelink.platform.validation;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.pipeline.RequestAttribute;

/**
 * Validation results of a request's resources, kept in the request by object identity, so that each
 * resource is validated once.
 */
final class Verdicts {

    private static final RequestAttribute<ValidatedResources> ATTRIBUTE =
            RequestAttribute.of(RequestAttribute.Name.VALIDATED_RESOURCES, ValidatedResources.class);

    /** The findings of resources by their objects; no other code can put one into a request. */
    private record ValidatedResources(Map<Resource, List<Finding>> findings) {}

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

    /**
     * The findings for the next version of a study or a definition by the profiles that its stored version claimed and
     * that it does not: without a claim it must follow them all the same.
     */
    List<Finding> byEarlierClaims(Resource stored, Resource next) {
        return validator.byEarlierClaims(stored, next);
    }

    /** Records that a resource has no errors. */
    void passed(Resource resource, RequestDetails request) {
        known(request).put(resource, List.of());
    }

    private static Map<Resource, List<Finding>> known(RequestDetails request) {
        return ATTRIBUTE
                .of(request, () -> new ValidatedResources(new IdentityHashMap<>()))
                .findings();
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
