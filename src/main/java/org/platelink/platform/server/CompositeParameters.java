package org.platelink.platform.server;

import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Refuses a composite parameter that lacks one of its parts: HAPI leaves it out in silence, and finds everything. */
public final class CompositeParameters {

    private static final Pattern ALTERNATIVES = Pattern.compile("(?<!\\\\),");

    private CompositeParameters() {}

    /**
     * Takes the values of a parameter or refuses them.
     *
     * @param parameter null if there is none of the name
     * @param name as it was sent
     * @throws ca.uhn.fhir.rest.server.exceptions.InvalidRequestException (400) that names the parameter
     */
    public static void check(@Nullable RuntimeSearchParam parameter, String name, String... values) {
        if (parameter == null || parameter.getParamType() != RestSearchParameterTypeEnum.COMPOSITE) {
            return;
        }
        for (String value : values) {
            for (String alternative : ALTERNATIVES.split(value, -1)) {
                if (!isWhole(alternative) || name.indexOf(':') >= 0) {
                    throw FhirErrors.unsupported(
                            parameter.getName(),
                            "The parameter " + parameter.getName()
                                    + " is asked for by its parts with a dollar between them, "
                                    + "such as " + parameter.getName()
                                    + "=http://loinc.org|8480-6$gt140, and without a "
                                    + "modifier.");
                }
            }
        }
    }

    /** Two parts and a dollar between them that is not escaped. */
    private static boolean isWhole(String value) {
        int dollar = -1;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '$') {
                if (dollar >= 0) {
                    return false;
                }
                dollar = i;
            }
        }
        return dollar > 0
                && !value.substring(0, dollar).isBlank()
                && !value.substring(dollar + 1).isBlank();
    }
}
