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

/**
 * Lets a failure be told where an answer was begun and nothing of it has left: with all headers and without what was written. HAPI
 * does so where the answer is of its own class, and {@link WriteHeaders} is not.
 */
@Interceptor
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
