package org.platelink.platform.server;

import ca.uhn.fhir.model.api.annotation.DatatypeDef;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.OperationParameters.ParameterValue;

/**
 * Reads the parameters of an operation as R4 lets a client send them: primitive ones in the URL or in a body of
 * Parameters, whatever their primitive type there, and all others in the body.
 *
 * @see <a href="https://hl7.org/fhir/R4/operations.html#request">FHIR R4, executing an operation</a>
 */
public final class OperationParameters extends NamedParameters<ParameterValue> {

    private static final Set<String> OF_ANY_REQUEST = Set.of("_format", "_pretty");

    private final Parameters body;

    /** A value of the URL, or a parameter of the body. */
    record ParameterValue(@Nullable String inUrl, @Nullable ParametersParameterComponent inBody) {}

    private OperationParameters(Parameters body) {
        super(OF_ANY_REQUEST);
        this.body = body;
        body.getParameter()
                .forEach(parameter -> add(String.valueOf(parameter.getName()), new ParameterValue(null, parameter)));
    }

    /**
     * Reads the parameters of a request, in the URL and in the body.
     *
     * @param names the names of the operation's parameters
     * @throws ca.uhn.fhir.rest.server.exceptions.InvalidRequestException (400) if it has others
     */
    public static OperationParameters of(RequestDetails request, String... names) {
        OperationParameters parameters =
                new OperationParameters(request.getResource() instanceof Parameters sent ? sent : new Parameters());
        request.getParameters().forEach((name, values) -> {
            for (String value : values) {
                parameters.add(name, new ParameterValue(value, null));
            }
        });
        parameters.mustBeAmong(List.of(names));
        return parameters;
    }

    /**
     * Checks the parameters of an operation whose values HAPI reads: each is one of the operation, and comes once.
     *
     * @param names the names of the operation's parameters
     * @throws ca.uhn.fhir.rest.server.exceptions.InvalidRequestException (400) if one is not
     */
    public static void check(RequestDetails request, String... names) {
        of(request, names).mustComeOnce();
    }

    /**
     * Reads the parameters of an operation about a person, which stand in the body alone.
     *
     * @param names the names of the operation's parameters
     * @throws ca.uhn.fhir.rest.server.exceptions.InvalidRequestException (400) if the body is no Parameters, or a
     *     parameter is in the URL, is not one of the operation, comes twice or has no value
     */
    public static OperationParameters ofBody(RequestDetails request, @Nullable IBaseResource body, List<String> names) {
        if (!OF_ANY_REQUEST.containsAll(request.getParameters().keySet())) {
            throw FhirErrors.invalid(
                    "Parameters",
                    "Parameters of this operation stand in the body and never in the URL, where logs keep them.");
        }
        return ofBody(body, names);
    }

    /** The same for the body itself. */
    public static OperationParameters ofBody(@Nullable IBaseResource body, List<String> names) {
        if (!(body instanceof Parameters sent)) {
            throw FhirErrors.invalid(
                    "Parameters",
                    "The body must be Parameters, with " + String.join(", ", names) + " as far as they are known.");
        }
        OperationParameters parameters = new OperationParameters(sent);
        parameters.mustBeAmong(names);
        parameters.mustComeOnce();
        sent.getParameter().forEach(OperationParameters::mustHaveValue);
        return parameters;
    }

    private static void mustHaveValue(ParametersParameterComponent parameter) {
        if (!parameter.hasValue() || parameter.hasPart() || parameter.hasResource()) {
            throw FhirErrors.invalid(
                    place(parameter.getName()),
                    "The parameter " + parameter.getName() + " needs a value of its type and nothing else.");
        }
    }

    /** Rejects a body (400) that is a resource other than Parameters. */
    public OperationParameters withoutOtherBody(RequestDetails request) {
        if (request.getRequestType() == RequestTypeEnum.POST
                && request.getResource() != null
                && !(request.getResource() instanceof Parameters)) {
            throw FhirErrors.invalid("Parameters", "The body of this operation is a Parameters resource.");
        }
        return this;
    }

    /** All values of a primitive parameter, without empty ones in the URL. */
    @Override
    public List<String> texts(String name) {
        return super.texts(name).stream().filter(text -> !text.isEmpty()).toList();
    }

    /**
     * The value of a mandatory parameter, which only a body can hold.
     *
     * @param type its FHIR type, not one derived from it
     */
    public <T extends Type> T required(String name, Class<T> type) {
        return value(name, type)
                .orElseThrow(() -> FhirErrors.invalid(
                        place(name), "The parameter " + name + " is missing; add it with its " + element(type) + "."));
    }

    /** A parameter of a given FHIR type, which only a body can hold. */
    public <T extends Type> Optional<T> value(String name, Class<T> type) {
        return inBody(name).map(parameter -> {
            Type value = parameter.getValue();
            if (value == null
                    || !value.fhirType().equals(fhirType(type))
                    || value.isPrimitive() && !value.hasPrimitiveValue()) {
                throw FhirErrors.invalid(
                        place(name), "The parameter " + name + " is of another type; send " + element(type) + ".");
            }
            return type.cast(value);
        });
    }

    /** A parameter that is a resource, which only a body can hold. */
    public Optional<Resource> resource(String name) {
        return inBody(name).map(parameter -> {
            if (parameter.getResource() == null) {
                throw FhirErrors.invalid(place(name), "The parameter " + name + " holds a resource, as its resource.");
            }
            return parameter.getResource();
        });
    }

    /** The tags of the body, such as the one that marks synthetic data. */
    public List<Coding> tags() {
        return body.getMeta().getTag();
    }

    /** The FHIRPath of a parameter, for an outcome. */
    public static String place(String name) {
        return "Parameters.parameter.where(name = '" + name + "')";
    }

    @Override
    protected String placeOf(String name) {
        return place(name);
    }

    @Override
    protected BaseServerResponseException unknown(String name, String sentence) {
        return FhirErrors.invalid("Parameters.parameter.name", sentence);
    }

    @Override
    protected String textOf(String name, ParameterValue value) {
        if (value.inUrl() != null) {
            return value.inUrl();
        }
        if (value.inBody() == null
                || !(value.inBody().getValue() instanceof PrimitiveType<?> primitive)
                || !primitive.hasValue()) {
            throw FhirErrors.invalid(
                    place(name), "The parameter " + name + " has a simple value, such as valueString.");
        }
        return primitive.getValueAsString();
    }

    private Optional<ParametersParameterComponent> inBody(String name) {
        Optional<ParameterValue> sent = value(name);
        if (sent.isPresent() && sent.get().inBody() == null) {
            throw FhirErrors.invalid(
                    place(name),
                    "The parameter " + name + " cannot stand in an address; send it in a body of Parameters.");
        }
        return sent.map(ParameterValue::inBody);
    }

    private static String fhirType(Class<? extends Type> type) {
        return type.getAnnotation(DatatypeDef.class).name();
    }

    private static String element(Class<? extends Type> type) {
        String name = fhirType(type);
        return "value" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
