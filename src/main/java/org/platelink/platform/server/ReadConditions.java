package org.platelink.platform.server;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.IRestfulResponse;
import ca.uhn.fhir.rest.api.server.ResponseDetails;
import ca.uhn.fhir.rest.server.RestfulServerUtils;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import ca.uhn.fhir.util.DateUtils;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Resource;
import org.platelink.platform.pipeline.InterceptorOrder;
import org.springframework.web.context.request.ServletWebRequest;

/**
 * Interceptor for conditional reads: answers 304, with the headers that a 200 would have had, where the client
 * already has the version. HAPI compares times to the millisecond, which HTTP does not have, takes one tag and no
 * list, lets a time decide where a tag takes precedence, and gives no headers.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-13">RFC 9110, Conditional Requests</a>
 */
@Interceptor(order = InterceptorOrder.READ_CONDITIONS)
final class ReadConditions {

    private static final Set<RestOperationTypeEnum> READS =
            EnumSet.of(RestOperationTypeEnum.READ, RestOperationTypeEnum.VREAD);

    @Hook(Pointcut.SERVER_OUTGOING_RESPONSE)
    public void compare(ServletRequestDetails request, ResponseDetails answer) {
        if (isRead(request, answer)
                && answer.getResponseResource() instanceof Resource read
                && request.getServletRequest() instanceof NormalizedRequest plain
                && isThere(plain.sent(), request.getServletResponse(), read.getMeta())) {
            answer.setResponseCode(HttpServletResponse.SC_NOT_MODIFIED);
        }
    }

    /** Spring handles {@code *} for writes, but not for reads. */
    private static boolean isThere(HttpServletRequest sent, HttpServletResponse response, Meta read) {
        return "*".equals(sent.getHeader(Constants.HEADER_IF_NONE_MATCH))
                || new ServletWebRequest(sent, response)
                        .checkNotModified(
                                RestfulServerUtils.createEtag(read.getVersionId()),
                                read.getLastUpdated().getTime());
    }

    private static boolean isRead(ServletRequestDetails request, ResponseDetails answer) {
        return !request.isSubRequest()
                && READS.contains(request.getRestOperationType())
                && answer.getResponseCode() == HttpServletResponse.SC_OK
                && answer.getResponseResource() instanceof Resource read
                && read.getMeta().hasVersionId()
                && read.getMeta().hasLastUpdated();
    }

    @Hook(value = Pointcut.SERVER_OUTGOING_RESPONSE, order = InterceptorOrder.READ_CONDITIONS_LAST)
    public boolean answer(ServletRequestDetails request, ResponseDetails answer) throws IOException {
        if (answer.getResponseCode() != HttpServletResponse.SC_NOT_MODIFIED
                || !READS.contains(request.getRestOperationType())) {
            return true;
        }
        Resource read = (Resource) answer.getResponseResource();
        String version = read.getIdElement()
                .withServerBase(request.getFhirServerBase(), read.fhirType())
                .withVersion(read.getMeta().getVersionId())
                .getValue();
        IRestfulResponse response = request.getResponse();
        response.addHeader(Constants.HEADER_CONTENT_LOCATION, version);
        response.addHeader(Constants.HEADER_LOCATION, version);
        response.addHeader(
                Constants.HEADER_ETAG,
                RestfulServerUtils.createEtag(read.getMeta().getVersionId()));
        response.addHeader(
                Constants.HEADER_LAST_MODIFIED,
                DateUtils.formatDate(read.getMeta().getLastUpdated()));
        // Without a body there is no content type.
        response.commitResponse(
                response.getResponseWriter(answer.getResponseCode(), null, Constants.CHARSET_NAME_UTF8, false));
        return false;
    }
}
