package org.platelink.platform.server;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * An answer of which a part has left already when it turns out that there will be no rest. Words after it would be taken for
 * more of it, and an end for its end; so the connection is broken, and whoever reads the answer knows that it is not whole.
 */
public final class AbortedResponse {

    private static final String MARK = AbortedResponse.class.getName();

    private AbortedResponse() {}

    /**
     * A failure in words, if nothing has left yet, and else one that breaks the connection.
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

    /** Keeps HAPI from writing about the failure into the answer. */
    @Interceptor
    static final class NoWords {

        @Hook(Pointcut.SERVER_HANDLE_EXCEPTION)
        public boolean handle(HttpServletRequest request) {
            return !isMarked(request);
        }
    }

    /** Lets the container break the connection. */
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
