package org.platelink.server;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.util.regex.Pattern;
import org.hl7.fhir.instance.model.api.IBaseOperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome;
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
    private static final Pattern HAPI_NUMBER = Pattern.compile("HAPI-\\d{4}: ");

    /** What HAPI says of a parameter that should be a number. */
    private static final Pattern NO_NUMBER =
            Pattern.compile("java\\.lang\\.NumberFormatException: For input string: (\"[^\"]*\").*");

    @Hook(Pointcut.SERVER_OUTGOING_FAILURE_OPERATIONOUTCOME)
    public void makePlain(IBaseOperationOutcome failure) {
        if (failure instanceof OperationOutcome outcome) {
            outcome.getIssue()
                    .forEach(issue ->
                            issue.setDiagnostics(issue.hasDiagnostics() ? plain(issue.getDiagnostics()) : null));
        }
    }

    private static String plain(String sentence) {
        String numberless = HAPI_NUMBER.matcher(sentence).replaceAll("");
        return NO_NUMBER.matcher(numberless).replaceAll("A parameter must be a number, and $1 is none.");
    }

    @Hook(Pointcut.SERVER_PRE_PROCESS_OUTGOING_EXCEPTION)
    public void logOwnFault(Throwable failure) {
        if (failure instanceof BaseServerResponseException response && response.getStatusCode() < 500) {
            return;
        }
        LOG.error("A request failed by the server's fault: {}", OwnFault.of(failure));
    }
}
