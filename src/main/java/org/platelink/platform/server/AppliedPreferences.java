package org.platelink.platform.server;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.server.RestfulServerUtils;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.platelink.platform.pipeline.InterceptorOrder;

/**
 * Interceptor that names in {@code Preference-Applied} which of the client's preferences were applied.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7240#section-3">RFC 7240, the Preference-Applied response
 *     header</a>
 */
@Interceptor(order = InterceptorOrder.APPLIED_PREFERENCES)
final class AppliedPreferences {

    @Hook(Pointcut.SERVER_OUTGOING_RESPONSE)
    public void tell(ServletRequestDetails request) {
        if (request.getServletRequest() instanceof NormalizedRequest plain) {
            Preferences wanted = plain.preferences();
            String applied = Stream.of(Constants.HEADER_PREFER_RETURN, Constants.HEADER_PREFER_HANDLING)
                    .filter(name -> isHeeded(name, request.getRestOperationType()))
                    .flatMap(name -> wanted.written(name).stream())
                    .collect(Collectors.joining(", "));
            if (!applied.isEmpty()) {
                request.getResponse().addHeader(Preferences.APPLIED, applied);
            }
        }
    }

    private static boolean isHeeded(String name, RestOperationTypeEnum operation) {
        if (operation == null) {
            return false;
        }
        if (name.equals(Constants.HEADER_PREFER_HANDLING)) {
            return operation == RestOperationTypeEnum.SEARCH_TYPE;
        }
        // The response to a transaction has an outcome for each entry anyway.
        return RestfulServerUtils.respectPreferHeader(operation) || operation == RestOperationTypeEnum.TRANSACTION;
    }
}
