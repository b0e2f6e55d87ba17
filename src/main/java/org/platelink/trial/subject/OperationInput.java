package org.platelink.trial.subject;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.FhirErrors;

/** Strict parser of an operation's Parameters body. Unknown parameters are rejected, not ignored. */
public final class OperationInput {

    private static final Set<String> OF_ANY_REQUEST = Set.of("_format", "_pretty");

    private final Map<String, Type> values = new HashMap<>();
    private final List<Coding> tags;

    private OperationInput(List<Coding> tags) {
        this.tags = tags;
    }

    /**
     * Parses the parameters of a request.
     *
     * @param names the names of the parameters that the operation has
     * @throws ca.uhn.fhir.rest.server.exceptions.InvalidRequestException (400) if the body is no Parameters, or a
     *     parameter is in the URL, is not one of the operation, comes twice or has no value
     */
    public static OperationInput of(RequestDetails request, @Nullable IBaseResource body, List<String> names) {
        if (!OF_ANY_REQUEST.containsAll(request.getParameters().keySet())) {
            throw FhirErrors.invalid(
                    "Parameters",
                    "Parameters of this operation stand in the body and never in the URL, where logs keep them.");
        }
        return of(body instanceof Parameters parameters ? parameters : null, names);
    }

    static OperationInput of(@Nullable Parameters body, List<String> names) {
        if (body == null) {
            throw FhirErrors.invalid(
                    "Parameters",
                    "The body must be Parameters, with " + String.join(", ", names) + " as far as they are known.");
        }
        OperationInput input = new OperationInput(body.getMeta().getTag());
        body.getParameter().forEach(parameter -> input.take(parameter, names));
        return input;
    }

    private void take(ParametersParameterComponent parameter, List<String> names) {
        String name = parameter.getName();
        if (name == null || !names.contains(name)) {
            throw FhirErrors.invalid(
                    "Parameters.parameter.name",
                    "A parameter has a name that this operation does not know; it has " + String.join(", ", names)
                            + ".");
        }
        if (!parameter.hasValue() || parameter.hasPart() || parameter.hasResource()) {
            throw FhirErrors.invalid(
                    place(name), "The parameter " + name + " needs a value of its type and nothing else.");
        }
        if (values.put(name, parameter.getValue()) != null) {
            throw FhirErrors.invalid(place(name), "The parameter " + name + " comes twice; send it once.");
        }
    }

    /**
     * The value of a mandatory parameter.
     *
     * @param type the name of its FHIR type, such as {@code dateTime}
     */
    public <T extends Type> T required(String name, Class<T> javaType, String type) {
        return optional(name, javaType, type)
                .orElseThrow(() -> FhirErrors.invalid(
                        place(name), "The parameter " + name + " is missing; add it with its " + element(type) + "."));
    }

    public <T extends Type> Optional<T> optional(String name, Class<T> javaType, String type) {
        Type value = values.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.fhirType().equals(type) || value.isPrimitive() && !value.hasPrimitiveValue()) {
            throw FhirErrors.invalid(
                    place(name), "The parameter " + name + " is of another type; send " + element(type) + ".");
        }
        return Optional.of(javaType.cast(value));
    }

    /** The tags of the Parameters body, such as the one that marks synthetic data. */
    List<Coding> tags() {
        return tags;
    }

    public static String place(String name) {
        return "Parameters.parameter.where(name = '" + name + "')";
    }

    private static String element(String type) {
        return "value" + Character.toUpperCase(type.charAt(0)) + type.substring(1);
    }
}
