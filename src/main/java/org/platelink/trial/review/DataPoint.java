package org.platelink.trial.review;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.FhirErrors;

/**
 * What a review is about.
 *
 * @param type the resource's type
 * @param id the resource's id
 * @param version the version that was looked at
 * @param element the element in it, such as {@code Observation.value}; null for the resource as a whole
 */
record DataPoint(String type, String id, String version, @Nullable String element) {

    private static final Pattern PATH =
            Pattern.compile("[A-Z][A-Za-z]{1,40}(\\.[a-z][A-Za-z]{0,60}(\\[(0|[1-9]\\d{0,3})])?){1,10}");

    /**
     * An element of a resource.
     *
     * @param place where the path was sent, for an outcome
     * @throws ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException (422) if its type has no such element
     */
    static DataPoint of(Resource resource, @Nullable String element, String place, FhirContext fhir) {
        if (element != null && !isElement(resource, element, fhir)) {
            throw FhirErrors.broken(
                    place,
                    "element is the path of an element of " + resource.fhirType() + ", such as " + resource.fhirType()
                            + ".id or one below it; leave it out for the resource as a whole.");
        }
        IdType id = resource.getIdElement();
        return new DataPoint(resource.fhirType(), id.getIdPart(), id.getVersionIdPart(), element);
    }

    private static boolean isElement(Resource resource, String element, FhirContext fhir) {
        if (!PATH.matcher(element).matches() || !element.startsWith(resource.fhirType() + ".")) {
            return false;
        }
        String path = element.replaceAll("\\[\\d+]", "");
        return exists(resource, path, fhir) || exists(resource, path + "[x]", fhir);
    }

    private static boolean exists(Resource resource, String path, FhirContext fhir) {
        try {
            return fhir.newTerser().getDefinition(resource.getClass(), path) != null;
        } catch (DataFormatException | IllegalArgumentException unknown) {
            return false;
        }
    }

    String reference() {
        return type + "/" + id;
    }

    Optional<String> path() {
        return Optional.ofNullable(element);
    }
}
