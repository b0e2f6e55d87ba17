package org.platelink.platform.server;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.platelink.platform.pipeline.InterceptorOrder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Aborts the connection of a response that fails after a part of it has been sent (the response is committed). An
 * error message or a regular end of the body written after that part would read as content. So the connection is
 * broken, and the client knows that the response is incomplete.
 */
public final class AbortedResponse {

    private static final String MARK = AbortedResponse.class.getName();

    private AbortedResponse() {}

    /**
     * Prepares the response for a failure: if it is committed, marks the request so that the connection is broken;
     * otherwise resets its buffer, so that the failure can be answered normally.
     *
     * @return the failure, to be thrown
     */
    public static RuntimeException or(
            RuntimeException failure, HttpServletRequest request, HttpServletResponse response) {
        if (response.isCommitted()) {
            request.setAttribute(MARK, Boolean.TRUE);
        } else {
            response.resetBuffer();
        }
        return failure;
    }

    private static boolean isMarked(HttpServletRequest request) {
        return request.getAttribute(MARK) != null;
    }

    /** Interceptor that keeps HAPI from writing the failure into an aborted response. */
    @Interceptor(order = InterceptorOrder.ABORTED_RESPONSE)
    static final class NoWords {

        @Hook(Pointcut.SERVER_HANDLE_EXCEPTION)
        public boolean handle(HttpServletRequest request) {
            return !isMarked(request);
        }
    }

    /**
     * Servlet filter that throws an IOException for a marked request, so that the container closes the connection.
     */
    static final class Breaker extends OncePerRequestFilter {

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            chain.doFilter(request, response);
            if (isMarked(request)) {
                throw new IOException("The answer could not be finished.");
            }
        }
    }
}
