package org.platelink.platform.server;

import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum;
import ca.uhn.fhir.rest.server.method.SearchMethodBinding;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry.SearchParamLookupContextEnum;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.pipeline.InterceptorOrder;

/**
 * Interceptor that rejects parameters without a value, such as {@code date=}, with 400. HAPI ignores them silently,
 * so a search in which a program has forgotten to fill in the date finds all dates.
 */
@Interceptor(order = InterceptorOrder.EMPTY_VALUES)
public final class EmptyValues {

    /** Only a prefix or the bars of a quantity, without a number or a date. */
    private static final Pattern PREFIX_ALONE = Pattern.compile("(?:eq|ne|gt|lt|ge|le|sa|eb|ap)?\\|*");

    private static final Set<RestSearchParameterTypeEnum> WITH_PREFIX = EnumSet.of(
            RestSearchParameterTypeEnum.DATE, RestSearchParameterTypeEnum.NUMBER, RestSearchParameterTypeEnum.QUANTITY);

    private final ISearchParamRegistry parameters;

    EmptyValues(ISearchParamRegistry parameters) {
        this.parameters = parameters;
    }

    /** Checks every request. Prefixes and bars inside a value mean something in a search only. */
    @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLER_SELECTED)
    public void check(ServletRequestDetails request) {
        boolean isSearch = SearchMethodBinding.isPlainSearchRequest(request)
                && request.getFhirContext().getResourceTypes().contains(String.valueOf(request.getResourceName()));
        request.getParameters().forEach((name, values) -> {
            for (String value : values) {
                if (isEmpty(value) || isSearch && isPrefixAlone(request.getResourceName(), name, value)) {
                    throw refusal(name);
                }
            }
        });
    }

    private boolean isPrefixAlone(String type, String name, String value) {
        if (!PREFIX_ALONE.matcher(value).matches()) {
            return false;
        }
        RuntimeSearchParam found = parameters.getActiveSearchParam(type, name, SearchParamLookupContextEnum.SEARCH);
        return found != null && WITH_PREFIX.contains(found.getParamType());
    }

    /**
     * Checks the parameters of a search, with their alternatives.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.InvalidRequestException (400) that names the parameter which has no
     *     value, or an alternative without one
     */
    public static void mustHaveNone(Map<String, String[]> queryParameters) {
        queryParameters.forEach((name, values) -> {
            for (String value : values) {
                if (hasEmptyAlternative(value)) {
                    throw refusal(name);
                }
            }
        });
    }

    static boolean isEmpty(@Nullable String value) {
        return value == null || value.isBlank();
    }

    /** A comma after a backslash is a part of the text. */
    private static boolean hasEmptyAlternative(String value) {
        boolean isEmpty = true;
        for (int i = 0; i < value.length(); i++) {
            char character = value.charAt(i);
            if (character == ',') {
                if (isEmpty) {
                    return true;
                }
                isEmpty = true;
            } else if (character == '\\') {
                i++;
                isEmpty = false;
            } else if (character != '|') {
                isEmpty &= Character.isWhitespace(character);
            }
        }
        return isEmpty;
    }

    private static RuntimeException refusal(String name) {
        String printable = name.replaceAll("[^\\x20-\\x7e]", "?");
        return FhirErrors.invalid(
                printable,
                "The parameter " + printable
                        + " has no value, or none before or after a comma: give it one, or leave it out.");
    }
}
