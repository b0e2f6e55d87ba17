package org.platelink.platform.validation;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Locale;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.FhirErrors;
import org.platelink.platform.server.OperationParameters;

/**
 * Parameters of a {@code $validate} request, in all its forms: the resource as the body or as a parameter in it; the
 * profile and the mode in the URL or in the body.
 *
 * @param resource the resource to be validated; null for the stored one
 * @param mode what is to be done with it; null if not given
 * @param profile a canonical URL; null if not given
 * @see <a href="https://hl7.org/fhir/R4/resource-operation-validate.html">FHIR R4, $validate</a>
 */
record ValidationRequest(@Nullable Resource resource, @Nullable Mode mode, @Nullable String profile) {

    private static final String RESOURCE = "resource";
    private static final String MODE = "mode";
    private static final String PROFILE = "profile";

    /** R4's value set of modes. */
    enum Mode {
        CREATE,
        UPDATE,
        DELETE,
        PROFILE;

        private static Mode of(String code) {
            for (Mode mode : values()) {
                if (mode.name().toLowerCase(Locale.ROOT).equals(code)) {
                    return mode;
                }
            }
            throw FhirErrors.invalid(
                    OperationParameters.place(MODE),
                    "The mode of $validate is create, update, delete or profile, or left out.");
        }
    }

    /**
     * Reads the parameters of a request.
     *
     * @param type the resource type in the URL
     * @throws ca.uhn.fhir.rest.server.exceptions.InvalidRequestException (400) that names what is wrong with it
     */
    static ValidationRequest of(RequestDetails request, String type) {
        OperationParameters parameters = OperationParameters.of(request, RESOURCE, MODE, PROFILE);
        Resource resource = request.getResource() instanceof Resource sent && !(sent instanceof Parameters)
                ? sent
                : parameters.resource(RESOURCE).orElse(null);
        if (resource != null && !resource.fhirType().equals(type)) {
            throw FhirErrors.invalid(
                    resource.fhirType(),
                    "A resource is validated at its own type: " + resource.fhirType() + "/$validate, not " + type
                            + "/$validate.");
        }
        return new ValidationRequest(
                resource,
                parameters.text(MODE).map(Mode::of).orElse(null),
                parameters.text(PROFILE).orElse(null));
    }
}
