package org.platelink.platform.server;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.Constants;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.platelink.platform.pipeline.InterceptorOrder;

/**
 * Interceptor that resets an uncommitted response before a failure is written to it. It discards what was written and
 * keeps the headers, except {@code Content-Encoding}. HAPI does so for its own response class only, and
 * {@link WriteHeaders} is another one.
 */
@Interceptor(order = InterceptorOrder.ANSWER_RESET)
final class AnswerReset {

    @Hook(Pointcut.SERVER_HANDLE_EXCEPTION)
    public boolean reset(HttpServletResponse response) {
        if (!response.isCommitted()) {
            Map<String, Collection<String>> headers = new LinkedHashMap<>();
            response.getHeaderNames().forEach(name -> headers.put(name, List.copyOf(response.getHeaders(name))));
            response.reset();
            headers.keySet().removeIf(Constants.HEADER_CONTENT_ENCODING::equalsIgnoreCase);
            headers.forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        }
        return true;
    }
}
