package org.platelink.platform.server;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry.SearchParamLookupContextEnum;
import ca.uhn.fhir.util.UrlUtil;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.number.NumberBounds;

/**
 * Rejects searches by numbers beyond {@link NumberBounds}, before HAPI parses them and converts their units. It also
 * checks numbers along a chain, in {@code _has}, in a composite and behind a prefix.
 */
public final class NumericParameters {

    private static final Set<RestSearchParameterTypeEnum> NUMERIC = EnumSet.of(
            RestSearchParameterTypeEnum.NUMBER,
            RestSearchParameterTypeEnum.QUANTITY,
            RestSearchParameterTypeEnum.COMPOSITE);

    /** Separators of the alternatives of a value, the parts of a composite and those of a quantity. */
    private static final Pattern PARTS = Pattern.compile("[,$|\\\\]");

    /** A prefix such as {@code gt} or {@code <=}. */
    private static final Pattern PREFIX = Pattern.compile("^[^0-9+.\\p{Nd}-]{1,3}");

    private static final Pattern STEPS = Pattern.compile("[.:]");

    private final FhirContext fhir;
    private final ISearchParamRegistry parameters;

    NumericParameters(FhirContext fhir, ISearchParamRegistry parameters) {
        this.fhir = fhir;
        this.parameters = parameters;
    }

    /**
     * Checks the parameters of a search.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.InvalidRequestException (400) that names the parameter
     */
    public void check(Map<String, String[]> queryParameters) {
        queryParameters.forEach((name, values) -> {
            for (String value : values) {
                objection(value).filter(any -> isNumeric(name)).ifPresent(sentence -> {
                    throw FhirErrors.invalid(name, "The parameter " + name + " cannot be searched by. " + sentence);
                });
            }
        });
    }

    /**
     * Checks a search as it is written in a URL or a condition.
     *
     * @param url the search is what follows its question mark; null for none
     * @throws ca.uhn.fhir.rest.server.exceptions.InvalidRequestException (400) that names the parameter
     */
    public void check(@Nullable String url) {
        if (url != null && url.indexOf('?') >= 0) {
            check(UrlUtil.parseQueryStrings(url.substring(url.indexOf('?') + 1)));
        }
    }

    private static Optional<String> objection(@Nullable String value) {
        if (value == null) {
            return Optional.empty();
        }
        for (String part : PARTS.split(value)) {
            Optional<String> objection =
                    NumberBounds.objection(PREFIX.matcher(part.strip()).replaceFirst(""));
            if (objection.isPresent()) {
                return objection;
            }
        }
        return Optional.empty();
    }

    /**
     * Whether the parameter takes numbers. Only asked after a value looked too large: the name of a sample, in a
     * search by its identifier, can look like a number too.
     */
    private boolean isNumeric(String name) {
        for (String step : STEPS.split(name)) {
            for (String type : fhir.getResourceTypes()) {
                RuntimeSearchParam found =
                        parameters.getActiveSearchParam(type, step, SearchParamLookupContextEnum.ALL);
                if (found != null && NUMERIC.contains(found.getParamType())) {
                    return true;
                }
            }
        }
        return false;
    }
}
