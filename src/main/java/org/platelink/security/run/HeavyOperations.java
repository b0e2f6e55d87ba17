package org.platelink.security.run;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.pipeline.InterceptorOrder;

/**
 * Interceptor that registers a {@link Run} for each FHIR operation that goes through subjects' records, and closes it
 * afterwards. Operations that extract rows register theirs themselves.
 */
@Interceptor(order = InterceptorOrder.HEAVY_OPERATIONS)
final class HeavyOperations {

    private static final String RUN = Run.class.getName();

    /**
     * Other operations read little, register a run themselves, or have their rows ready, such as the list of
     * subjects.
     */
    private static final Set<String> THOSE = Set.of(
            "$everything",
            "$evaluate-eligibility",
            "$response",
            "$response-summary",
            "$grade-suggestions",
            "$adverse-events",
            "$visit-compliance",
            "$upcoming-visits",
            "$visit-labs",
            "$lastn",
            "$apply");

    private final Runs runs;
    private final RunKind analyses = new RunKind();
    private final int atOnce;

    HeavyOperations(Runs runs, int atOnce) {
        this.runs = runs;
        this.atOnce = atOnce;
    }

    /**
     * Begins the run, after the access rules have allowed the request. If too many run, it sets Retry-After and the
     * request fails.
     */
    @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
    public void begin(ServletRequestDetails request, @Nullable HttpServletResponse response) {
        if (request.getOperation() == null
                || !THOSE.contains(request.getOperation())
                || request.getServletRequest().getAttribute(RUN) != null) {
            return;
        }
        try {
            Run run = runs.begin(analyses, atOnce, request.getServletRequest(), request.getOperation(), "");
            request.getServletRequest().setAttribute(RUN, run);
        } catch (BaseServerResponseException busy) {
            if (response != null) {
                response.setHeader("Retry-After", "5");
            }
            throw busy;
        }
    }

    @Hook(value = Pointcut.SERVER_PRE_PROCESS_OUTGOING_EXCEPTION, order = InterceptorOrder.HEAVY_OPERATIONS_ENDED)
    public @Nullable BaseServerResponseException plain(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RunEnded ended) {
                return ended.refusal();
            }
        }
        return null;
    }

    /**
     * Closes the run, before all other hooks at completion: if one of those prevented it, the place would be taken
     * for ever.
     */
    @Hook(value = Pointcut.SERVER_PROCESSING_COMPLETED, order = InterceptorOrder.HEAVY_OPERATIONS_ENDED)
    public void end(RequestDetails request) {
        if (request instanceof ServletRequestDetails servlet
                && servlet.getServletRequest() != null
                && servlet.getServletRequest().getAttribute(RUN) instanceof Run run) {
            servlet.getServletRequest().removeAttribute(RUN);
            run.close();
        }
    }
}
