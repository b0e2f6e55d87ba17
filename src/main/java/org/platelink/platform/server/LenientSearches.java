package org.platelink.platform.server;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.ResponseDetails;
import ca.uhn.fhir.rest.server.method.SearchMethodBinding;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry.SearchParamLookupContextEnum;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.pipeline.InterceptorOrder;
import org.platelink.platform.pipeline.RequestAttribute;

/**
 * Interceptor that drops unknown and empty parameters from a search where the client prefers that to an error
 * ({@code Prefer: handling=lenient}). It names them in the response, since what is left is a different search. HAPI's
 * own interceptor for it reports nothing, and does not drop a parameter that has a modifier.
 *
 * @see <a href="https://hl7.org/fhir/R4/search.html#errors">FHIR R4, handling errors of a search</a>
 */
@Interceptor(order = InterceptorOrder.LENIENT_SEARCHES)
final class LenientSearches {

    private static final RequestAttribute<IgnoredParameters> IGNORED =
            RequestAttribute.of(RequestAttribute.Name.IGNORED_PARAMETERS, IgnoredParameters.class);

    /** By the name of each parameter that was dropped, why it was. */
    private record IgnoredParameters(Map<String, String> reasons) {}

    private final ISearchParamRegistry parameters;

    LenientSearches(ISearchParamRegistry parameters) {
        this.parameters = parameters;
    }

    @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLER_SELECTED)
    public void leaveOut(ServletRequestDetails request) {
        if (!isLenient(request)
                || !SearchMethodBinding.isPlainSearchRequest(request)
                || !request.getFhirContext().getResourceTypes().contains(String.valueOf(request.getResourceName()))) {
            return;
        }
        Map<String, String[]> known = new HashMap<>(request.getParameters());
        Map<String, String> ignored = new TreeMap<>();
        known.entrySet().removeIf(asked -> {
            String why = why(request.getResourceName(), asked.getKey(), asked.getValue());
            return why != null && ignored.put(asked.getKey(), why) == null;
        });
        if (!ignored.isEmpty()) {
            request.setParameters(known);
            IGNORED.set(request, new IgnoredParameters(ignored));
        }
    }

    /** Why a parameter is dropped; null if it is kept. */
    private @Nullable String why(String type, String name, String[] values) {
        if (isUnknown(type, name)) {
            return "is not one of " + type;
        }
        return Arrays.stream(values).allMatch(EmptyValues::isEmpty) ? "has no value" : null;
    }

    private static boolean isLenient(ServletRequestDetails request) {
        return request.getServletRequest() instanceof NormalizedRequest plain
                && plain.preferences().has(Constants.HEADER_PREFER_HANDLING, Constants.HEADER_PREFER_HANDLING_LENIENT);
    }

    private boolean isUnknown(String type, String name) {
        String plain = name.split("[.:]", 2)[0];
        return !plain.startsWith("_")
                && parameters.getActiveSearchParam(type, plain, SearchParamLookupContextEnum.SEARCH) == null;
    }

    @Hook(Pointcut.SERVER_OUTGOING_RESPONSE)
    public void tell(ServletRequestDetails request, ResponseDetails answer) {
        IgnoredParameters ignored = IGNORED.of(request).orElse(null);
        if (request.getRestOperationType() == RestOperationTypeEnum.SEARCH_TYPE
                && ignored != null
                && answer.getResponseResource() instanceof Bundle found) {
            OperationOutcome outcome = Outcomes.of(ignored.reasons().entrySet().stream()
                    .map(one -> Outcomes.issue(
                            IssueSeverity.WARNING,
                            IssueType.NOTSUPPORTED,
                            "The parameter " + one.getKey() + " " + one.getValue() + " and was left out, as Prefer:"
                                    + " handling=lenient asks for; the other parameters were heeded.",
                            one.getKey()))
                    .toList());
            found.addEntry().setResource(outcome).getSearch().setMode(SearchEntryMode.OUTCOME);
        }
    }
}
