package org.platelink.platform.server;

import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Rejects composite search parameters that lack a component: HAPI ignores these silently, and finds everything. */
public final class CompositeParameters {

    private static final Pattern ALTERNATIVES = Pattern.compile("(?<!\\\\),");

    private CompositeParameters() {}

    /**
     * Checks the values of a search parameter.
     *
     * @param parameter its definition; null if there is none of the name
     * @param name the name as it was sent
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

    /** Whether there are two parts with exactly one unescaped dollar between them. */
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
