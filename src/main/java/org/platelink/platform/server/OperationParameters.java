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
 * The parameters of an operation as R4 lets a client send them: simple ones in the address or in a body of Parameters, whatever
 * kind of text they are there, and all others in the body.
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
     * Reads a request.
     *
     * @param operation such as {@code $expand}
     * @param names those that the operation has
     * @throws ca.uhn.fhir.rest.server.exceptions.InvalidRequestException (400) if it has others: dropped in silence, they would
     *     seem to be heeded
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

    /** Refuses a body that is a resource and not its parameters. */
    public OperationParameters withoutOtherBody() {
        if (request.getRequestType() == RequestTypeEnum.POST
                && request.getResource() != null
                && !(request.getResource() instanceof Parameters)) {
            throw FhirErrors.invalid("Parameters", "The body of this operation is a Parameters resource.");
        }
        return this;
    }

    /** A simple parameter that comes once; empty if it is not there or says nothing. */
    public Optional<String> text(String name) {
        return one(name, texts(name));
    }

    /** The values of a simple parameter. */
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

    /** A whole number from 0. */
    public Optional<Integer> number(String name) {
        return text(name).map(text -> {
            if (!text.matches("\\d{1,9}")) {
                throw FhirErrors.invalid(place(name), "The parameter " + name + " is a whole number from 0.");
            }
            return Integer.valueOf(text);
        });
    }

    /** Yes or no. */
    public Optional<Boolean> flag(String name) {
        return text(name).map(text -> {
            if (!text.equals("true") && !text.equals("false")) {
                throw FhirErrors.invalid(place(name), "The parameter " + name + " is true or false.");
            }
            return Boolean.valueOf(text);
        });
    }

    /** A parameter that is more than a text, which only a body can hold. */
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

    /** Where a parameter is, for an outcome. */
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
