package org.platelink.platform.server;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.Parameters;

/** Rejects parameters that an operation does not have, with 400: ignored silently, they would seem to be applied. */
public final class StrictParameters {

    private static final Set<String> OF_ANY_REQUEST = Set.of("_format", "_pretty");

    private StrictParameters() {}

    /**
     * Checks the URL and the body.
     *
     * @param names the parameters of the operation
     * @throws ca.uhn.fhir.rest.server.exceptions.InvalidRequestException (400) if there is another, or one comes
     *     twice
     */
    public static void mustBe(RequestDetails request, String... names) {
        Set<String> known = new HashSet<>(OF_ANY_REQUEST);
        known.addAll(List.of(names));
        Set<String> given = new TreeSet<>(request.getParameters().keySet());
        request.getParameters().forEach((name, values) -> mustBeOne(name, values.length));
        if (request.getResource() instanceof Parameters body) {
            body.getParameter().forEach(parameter -> given.add(String.valueOf(parameter.getName())));
            body.getParameter()
                    .forEach(parameter -> mustBeOne(
                            parameter.getName(),
                            body.getParameters(parameter.getName()).size()));
        }
        given.removeAll(known);
        if (!given.isEmpty()) {
            throw FhirErrors.invalid(
                    "Parameters",
                    names.length == 0
                            ? "This operation has no parameters."
                            : "This operation has the parameters "
                                    + String.join(
                                            ", ", Arrays.stream(names).sorted().toList()) + ", and no others.");
        }
    }

    private static void mustBeOne(String name, int times) {
        if (times > 1) {
            throw FhirErrors.invalid("Parameters", "The parameter " + name + " comes twice; send it once.");
        }
    }
}
