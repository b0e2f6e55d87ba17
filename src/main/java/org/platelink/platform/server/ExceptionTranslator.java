package org.platelink.platform.server;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.jpa.search.builder.predicate.ParsedLocationParam;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import ca.uhn.fhir.rest.server.method.OperationParameter;
import java.net.URLDecoder;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseOperationOutcome;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.pipeline.InterceptorOrder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Interceptor that makes error responses plain for the client, and logs failures without request content.
 *
 * <p>HAPI numbers its messages for its own developers ({@code HAPI-0450: ...}); a client has no use for the numbers.
 * And HAPI's own log line of a failure can carry a piece of the request, so it is off. Logged instead are the kind of
 * failure and where it happened, and only for failures that are the server's fault.
 */
@Interceptor(order = InterceptorOrder.EXCEPTION_TRANSLATION)
class ExceptionTranslator {

    private static final Logger LOG = LoggerFactory.getLogger(ExceptionTranslator.class);

    /**
     * PostgreSQL's SQLSTATEs for a byte that is invalid in the encoding, and for a character that the encoding does
     * not have.
     */
    private static final Set<String> NO_TEXT = Set.of("22021", "22P05");

    static final String OURS = "The server failed at this by its own fault, which stands in its log. Ask again; if it "
            + "fails again, tell who runs the server, with the X-Request-ID of this answer.";

    private static final String RACED =
            "Another request wrote the same at the same moment, and this one was not done. Send it" + " again.";

    @Hook(Pointcut.SERVER_OUTGOING_FAILURE_OPERATIONOUTCOME)
    public void makePlain(IBaseOperationOutcome failure) {
        if (failure instanceof OperationOutcome outcome) {
            outcome.getIssue().forEach(issue -> issue.setDiagnostics(DiagnosticsSanitizer.of(issue.getDiagnostics())));
        }
    }

    /** A failed entry of a batch has its outcome inside the response. */
    @Hook(Pointcut.SERVER_OUTGOING_RESPONSE)
    public void makeEntriesPlain(IBaseResource answer) {
        if (answer instanceof Bundle bundle
                && (bundle.getType() == Bundle.BundleType.BATCHRESPONSE
                        || bundle.getType() == Bundle.BundleType.TRANSACTIONRESPONSE)) {
            bundle.getEntry().stream()
                    .map(entry -> entry.getResponse().getOutcome())
                    .filter(OperationOutcome.class::isInstance)
                    .forEach(outcome -> makePlain((OperationOutcome) outcome));
        }
    }

    /** Failures for lack of the database are neither this request's fault nor quite the server's. */
    @Hook(value = Pointcut.SERVER_PRE_PROCESS_OUTGOING_EXCEPTION, order = InterceptorOrder.EXCEPTION_TRANSLATION)
    public @Nullable BaseServerResponseException blameTheDatabase(Throwable failure) {
        return DatabaseAway.isCauseOf(failure) ? FhirErrors.databaseAway() : null;
    }

    /** HAPI treats errors in a request as failures of its own where it detects them late. */
    @Hook(value = Pointcut.SERVER_PRE_PROCESS_OUTGOING_EXCEPTION, order = InterceptorOrder.EXCEPTION_TRANSLATION)
    public @Nullable BaseServerResponseException blameTheSender(Throwable failure) {
        if (failure instanceof ResourceVersionConflictException && isOfTheInside(failure.getMessage())) {
            return FhirErrors.conflict("Resource", RACED);
        }
        if (isNoNumber(failure)) {
            return FhirErrors.invalid(
                    "Parameters", "A parameter of the operation must be a whole number, and is none.");
        }
        Throwable root = root(failure);
        if (isNoPlace(root)) {
            return FhirErrors.invalid(
                    "near",
                    "near is latitude|longitude|distance|unit, such as 31.23|121.47|10|km, of decimals and a unit of length.");
        }
        if (root instanceof SQLException refused && NO_TEXT.contains(String.valueOf(refused.getSQLState()))) {
            return FhirErrors.invalid(
                    "Resource", "A text, an id or a parameter has the character NUL (U+0000), which no text may have.");
        }
        if (root instanceof IllegalArgumentException
                && root.getStackTrace().length > 0
                && root.getStackTrace()[0].getClassName().equals(URLDecoder.class.getName())) {
            return FhirErrors.invalid(
                    "Parameters",
                    "A parameter or an address has a % that no two hexadecimal digits follow; a % itself is written as %25.");
        }
        return null;
    }

    private static boolean isOfTheInside(@Nullable String words) {
        return OURS.equals(DiagnosticsSanitizer.of(words));
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static boolean isNoNumber(Throwable failure) {
        Throwable root = root(failure);
        return root instanceof NumberFormatException
                && Arrays.stream(failure.getStackTrace())
                        .anyMatch(frame -> frame.getClassName().equals(OperationParameter.class.getName()));
    }

    private static boolean isNoPlace(Throwable root) {
        return root instanceof RuntimeException
                && Arrays.stream(root.getStackTrace())
                        .anyMatch(frame -> frame.getClassName().equals(ParsedLocationParam.class.getName()));
    }

    @Hook(Pointcut.SERVER_PRE_PROCESS_OUTGOING_EXCEPTION)
    public void logOwnFault(Throwable failure) {
        OutOfMemoryExit.endIfCauseOf(failure);
        if (blameTheSender(failure) != null
                || DatabaseAway.isCauseOf(failure)
                // An unreadable value, which HAPI answers with 400.
                || failure instanceof DataFormatException
                || failure instanceof BaseServerResponseException response && response.getStatusCode() < 500) {
            return;
        }
        LOG.error("A request failed by the server's fault: {}", RedactedFailure.of(failure));
    }
}
