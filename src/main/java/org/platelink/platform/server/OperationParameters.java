package org.platelink.platform.server;

import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Type;

/**
 * Reads the parameters of an operation as R4 lets a client send them: primitive ones in the URL or in a body of
 * Parameters, whatever their primitive type there, and all others in the body.
 *
 * @see <a href="https://hl7.org/fhir/R4/operations.html#request">FHIR R4, executing an operation</a>
 */
public final class OperationParameters {

    private static final Set<String> OF_ANY_REQUEST = Set.of("_format", "_pretty");

    private final RequestDetails request;
    private final Parameters body;

    private OperationParameters(RequestDetails request, Parameters body) {
        this.request = request;
        this.body = body;
    }

    /**
     * Reads the parameters of a request.
     *
     * @param operation such as {@code $expand}
     * @param names the names of the operation's parameters
     * @throws ca.uhn.fhir.rest.server.exceptions.InvalidRequestException (400) if it has others: ignored silently,
     *     they would seem to be applied
     */
    public static OperationParameters of(RequestDetails request, String operation, String... names) {
        Parameters body = request.getResource() instanceof Parameters sent ? sent : new Parameters();
        Set<String> others = new TreeSet<>(request.getParameters().keySet());
        body.getParameter().forEach(parameter -> others.add(String.valueOf(parameter.getName())));
        others.removeAll(OF_ANY_REQUEST);
        others.removeAll(Arrays.asList(names));
        if (!others.isEmpty()) {
            List<String> sorted = Arrays.stream(names).sorted().toList();
            throw FhirErrors.invalid(
                    "Parameters",
                    operation + " has the parameters " + String.join(", ", sorted) + " here, and no others.");
        }
        return new OperationParameters(request, body);
    }

    /** Rejects a body (400) that is a resource other than Parameters. */
    public OperationParameters withoutOtherBody() {
        if (request.getRequestType() == RequestTypeEnum.POST
                && request.getResource() != null
                && !(request.getResource() instanceof Parameters)) {
            throw FhirErrors.invalid("Parameters", "The body of this operation is a Parameters resource.");
        }
        return this;
    }

    /** A primitive parameter that may occur once; empty if it is missing or has no value. */
    public Optional<String> text(String name) {
        return one(name, texts(name));
    }

    /** All values of a primitive parameter. */
    public List<String> texts(String name) {
        List<String> all = new ArrayList<>(List.of(request.getParameters().getOrDefault(name, new String[0])));
        for (ParametersParameterComponent parameter : inBody(name)) {
            if (!(parameter.getValue() instanceof PrimitiveType<?> value) || !value.hasValue()) {
                throw FhirErrors.invalid(
                        place(name), "The parameter " + name + " has a simple value, such as valueString.");
            }
            all.add(value.getValueAsString());
        }
        all.removeIf(String::isEmpty);
        return all;
    }

    /** A parameter that is a whole number from 0. */
    public Optional<Integer> number(String name) {
        return text(name).map(text -> {
            if (!text.matches("\\d{1,9}")) {
                throw FhirErrors.invalid(place(name), "The parameter " + name + " is a whole number from 0.");
            }
            return Integer.valueOf(text);
        });
    }

    /** A parameter that is true or false. */
    public Optional<Boolean> flag(String name) {
        return text(name).map(text -> {
            if (!text.equals("true") && !text.equals("false")) {
                throw FhirErrors.invalid(place(name), "The parameter " + name + " is true or false.");
            }
            return Boolean.valueOf(text);
        });
    }

    /** A parameter of a complex type, which only a body can hold. */
    public <T extends Type> Optional<T> value(String name, Class<T> type) {
        if (request.getParameters().containsKey(name)) {
            throw FhirErrors.invalid(
                    place(name),
                    "The parameter " + name + " cannot stand in an address; send it in a body of Parameters.");
        }
        return one(name, inBody(name)).map(parameter -> {
            if (!type.isInstance(parameter.getValue())) {
                throw FhirErrors.invalid(
                        place(name),
                        "The parameter " + name + " is a " + type.getSimpleName() + ": value" + type.getSimpleName()
                                + ".");
            }
            return type.cast(parameter.getValue());
        });
    }

    /** A parameter that is a resource, which only a body can hold. */
    public Optional<Resource> resource(String name) {
        if (request.getParameters().containsKey(name)) {
            throw FhirErrors.invalid(
                    place(name),
                    "The parameter " + name + " cannot stand in an address; send it in a body of Parameters.");
        }
        return one(name, inBody(name)).map(parameter -> {
            if (parameter.getResource() == null) {
                throw FhirErrors.invalid(place(name), "The parameter " + name + " holds a resource, as its resource.");
            }
            return parameter.getResource();
        });
    }

    /** The FHIRPath of a parameter, for an outcome. */
    public static String place(String name) {
        return "Parameters.parameter.where(name='" + name + "')";
    }

    private List<ParametersParameterComponent> inBody(String name) {
        return body.getParameter().stream()
                .filter(parameter -> name.equals(parameter.getName()))
                .toList();
    }

    private static <T> Optional<T> one(String name, List<T> values) {
        if (values.size() > 1) {
            throw FhirErrors.invalid(place(name), "The parameter " + name + " comes twice; send it once.");
        }
        return values.stream().findFirst();
    }
}
