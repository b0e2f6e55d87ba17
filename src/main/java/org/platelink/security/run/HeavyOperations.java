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

/**
 * Makes a run of each operation that goes through the records of subjects. Operations that take rows out make theirs
 * themselves.
 */
@Interceptor
final class HeavyOperations {

    private static final String RUN = Run.class.getName();
    private static final int FIRST = -10_000;

    /** What else there is reads little, is a run already, or has its rows ready, as the list of subjects. */
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

    /** After the rules have let it in. */
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

    @Hook(value = Pointcut.SERVER_PRE_PROCESS_OUTGOING_EXCEPTION, order = FIRST)
    public @Nullable BaseServerResponseException plain(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RunEnded ended) {
                return ended.refusal();
            }
        }
        return null;
    }

    /** First of all that is done at the end: were it left out, the place would be taken for ever. */
    @Hook(value = Pointcut.SERVER_PROCESSING_COMPLETED, order = FIRST)
    public void end(RequestDetails request) {
        if (request instanceof ServletRequestDetails servlet
                && servlet.getServletRequest() != null
                && servlet.getServletRequest().getAttribute(RUN) instanceof Run run) {
            servlet.getServletRequest().removeAttribute(RUN);
            run.close();
        }
    }
}
