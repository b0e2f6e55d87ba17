package org.platelink.platform.server;

import ca.uhn.fhir.rest.param.DateRangeParam;
import ca.uhn.fhir.rest.server.ResourceBinding;
import ca.uhn.fhir.rest.server.method.SearchMethodBinding;
import ca.uhn.fhir.rest.server.method.SearchParameter;
import java.util.Collection;

/**
 * Leaves date search parameters to HAPI's search parameter registry instead of the methods that HAPI generates. So
 * they are read like the parameters that a SearchParameter brings: any number of them, each a list of alternatives,
 * with every prefix. The methods that HAPI generates for the parameters of R4 itself declare one range, of one lower
 * and one upper bound. The date parameters of these methods are renamed, so that they match none of a request; what
 * no method takes is read by the registry.
 */
final class DateParameters {

    /** Prefix of the renamed parameters, with which no parameter of a request begins. */
    private static final String LEFT_TO_THE_REGISTRY = "left to the registry: ";

    private static final String GENERATED = "ca.uhn.fhir.jpa.rp.";

    private DateParameters() {}

    static void leaveToTheRegistry(Collection<ResourceBinding> types) {
        types.stream()
                .flatMap(type -> type.getMethodBindings().stream())
                .filter(SearchMethodBinding.class::isInstance)
                .filter(method -> method.getProvider().getClass().getName().startsWith(GENERATED))
                .flatMap(method -> method.getParameters().stream())
                .filter(SearchParameter.class::isInstance)
                .map(SearchParameter.class::cast)
                .filter(parameter -> parameter.getType() == DateRangeParam.class
                        && Character.isLetter(parameter.getName().charAt(0)))
                .filter(parameter -> !parameter.getName().startsWith(LEFT_TO_THE_REGISTRY))
                .forEach(parameter -> parameter.setName(LEFT_TO_THE_REGISTRY + parameter.getName()));
    }
}
