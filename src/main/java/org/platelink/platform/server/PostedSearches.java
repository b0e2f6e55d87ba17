package org.platelink.platform.server;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import ca.uhn.fhir.util.UrlUtil;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleLinkComponent;
import org.platelink.platform.pipeline.InterceptorOrder;

/**
 * Interceptor that takes the parameters of a search by POST from a form only, and answers 415 to any other body: HAPI
 * would see no parameters in it, and find everything. The answer's self link has all parameters, as that of a search
 * by GET.
 *
 * @see <a href="https://hl7.org/fhir/R4/http.html#search">FHIR R4, search by POST</a>
 */
@Interceptor(order = InterceptorOrder.POSTED_SEARCHES)
final class PostedSearches {

    /**
     * Request attribute by which Tomcat tells that it dropped parameters, because there were too many or the form was
     * too large.
     */
    private static final String LEFT_OUT = "org.apache.catalina.parameter_parse_failed";

    @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLER_SELECTED)
    public void mustBeForm(ServletRequestDetails request) {
        if (!isPosted(request)) {
            return;
        }
        String coding = request.getHeader(Constants.HEADER_CONTENT_ENCODING);
        if (coding != null && !coding.equalsIgnoreCase("identity")) {
            throw FhirErrors.notTaken(
                    Constants.HEADER_CONTENT_ENCODING,
                    "The form of a search is sent as it is, without Content-Encoding " + DiagnosticsSanitizer.of(coding)
                            + ".");
        }
        String kind = String.valueOf(request.getHeader(Constants.HEADER_CONTENT_TYPE));
        String media = kind.split(";", 2)[0].strip();
        if (media.equals(Constants.CT_X_FORM_URLENCODED)) {
            mustBeWhole(request);
        } else if (hasBody(request)) {
            throw FhirErrors.notTaken(
                    Constants.HEADER_CONTENT_TYPE,
                    "A search by POST has its parameters in a form: send them with the Content-Type"
                            + " application/x-www-form-urlencoded, such as subject=Patient/x&code=777-3.");
        }
    }

    private static void mustBeWhole(ServletRequestDetails request) {
        if (Boolean.TRUE.equals(request.getServletRequest().getAttribute(LEFT_OUT))) {
            throw FhirErrors.invalid(
                    "Parameters",
                    "The form of the search is too large or has too many parameters; ask for less at once.");
        }
    }

    private static boolean hasBody(ServletRequestDetails request) {
        byte[] body = request.loadRequestContents();
        return body != null && body.length > 0;
    }

    private static boolean isPosted(RequestDetails request) {
        return request.getRequestType() == RequestTypeEnum.POST
                && Constants.PARAM_SEARCH.equals(request.getOperation());
    }

    @Hook(Pointcut.SERVER_OUTGOING_RESPONSE)
    public void showParameters(RequestDetails request, IBaseResource answer) {
        if (isPosted(request) && answer instanceof Bundle bundle) {
            BundleLinkComponent self = bundle.getLink("self");
            if (self != null) {
                self.setUrl(
                        request.getFhirServerBase() + "/" + request.getResourceName() + query(request.getParameters()));
            }
        }
    }

    private static String query(Map<String, String[]> parameters) {
        String all = new TreeMap<>(parameters)
                .entrySet().stream()
                        .flatMap(parameter -> Stream.of(parameter.getValue())
                                .map(value -> UrlUtil.escapeUrlParam(parameter.getKey()) + "="
                                        + UrlUtil.escapeUrlParam(value)))
                        .collect(Collectors.joining("&"));
        return all.isEmpty() ? "" : "?" + all;
    }
}
