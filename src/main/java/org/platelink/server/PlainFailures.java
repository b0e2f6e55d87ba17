package org.platelink.server;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.method.OperationParameter;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.hl7.fhir.instance.model.api.IBaseOperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a failure's answer plain for the one who sent the request, and its trace safe for the log.
 *
 * <p>HAPI numbers its messages for its own developers ({@code HAPI-0450: ...}); a sender has no use for the numbers. And
 * HAPI's own log line of a failure can carry a piece of the request, so it is off; what stands in the log instead is the
 * kind of failure and where it happened, for those that are the server's fault and no others.
 */
@Interceptor
class PlainFailures {

    private static final Logger LOG = LoggerFactory.getLogger(PlainFailures.class);
    private static final int FIRST = -1;
    private static final String INSIDE = "Failed to call access method: ";
    private static final String OURS =
            "The server failed at this by its own fault, which stands in its log. Ask again; if it "
                    + "fails again, tell who runs the server, with the X-Request-ID of this answer.";
    private static final Pattern HAPI_NUMBER = Pattern.compile("HAPI-\\d{4}: ");

    @Hook(Pointcut.SERVER_OUTGOING_FAILURE_OPERATIONOUTCOME)
    public void makePlain(IBaseOperationOutcome failure) {
        if (failure instanceof OperationOutcome outcome) {
            outcome.getIssue().forEach(issue -> issue.setDiagnostics(plain(issue.getDiagnostics())));
        }
    }

    /** What failed inside says nothing to the sender, and may say too much. */
    private static @Nullable String plain(@Nullable String diagnostics) {
        if (diagnostics == null) {
            return null;
        }
        String bare = HAPI_NUMBER.matcher(diagnostics).replaceAll("");
        return bare.startsWith(INSIDE) ? OURS : bare;
    }

    /** What failed for want of the database was not this request's fault, nor quite the server's. */
    @Hook(value = Pointcut.SERVER_PRE_PROCESS_OUTGOING_EXCEPTION, order = FIRST)
    public @Nullable BaseServerResponseException blameTheDatabase(Throwable failure) {
        return DatabaseAway.isCauseOf(failure) ? Refused.databaseAway() : null;
    }

    /** HAPI takes a parameter that should be a number, and is none, for a failure of its own. */
    @Hook(value = Pointcut.SERVER_PRE_PROCESS_OUTGOING_EXCEPTION, order = FIRST)
    public @Nullable BaseServerResponseException blameTheSender(Throwable failure) {
        return isNoNumber(failure)
                ? Refused.invalid("Parameters", "A parameter of the operation must be a whole number, and is none.")
                : null;
    }

    private static boolean isNoNumber(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root instanceof NumberFormatException
                && Arrays.stream(failure.getStackTrace())
                        .anyMatch(frame -> frame.getClassName().equals(OperationParameter.class.getName()));
    }

    @Hook(Pointcut.SERVER_PRE_PROCESS_OUTGOING_EXCEPTION)
    public void logOwnFault(Throwable failure) {
        OutOfMemory.endIfCauseOf(failure);
        if (isNoNumber(failure)
                || DatabaseAway.isCauseOf(failure)
                || failure instanceof BaseServerResponseException response && response.getStatusCode() < 500) {
            return;
        }
        LOG.error("A request failed by the server's fault: {}", OwnFault.of(failure));
    }
}
