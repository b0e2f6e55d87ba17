package org.platelink.security.run;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.time.Duration;
import java.util.Objects;
import org.platelink.platform.server.FhirErrors;

/**
 * Exception that ends a run before its work is done. Its message is a sentence for the client, if that is still
 * connected.
 */
public final class RunEnded extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean byItsCost;

    private RunEnded(String sentence, boolean byItsCost) {
        super(sentence, null, false, false);
        this.byItsCost = byItsCost;
    }

    static RunEnded tooLong(Duration longest) {
        return new RunEnded(
                "This took longer than the " + longest.toSeconds()
                        + " seconds that it may. Ask for less of it, such as by patient or _since, or let it be made by an"
                        + " export.",
                true);
    }

    /** The client has left, so nobody waits for the result. */
    public static RunEnded left() {
        return new RunEnded("The client has left.", false);
    }

    /** An admin ended it. */
    public static RunEnded byOperator() {
        return new RunEnded("Who runs this server has ended this. Ask them before you ask again.", false);
    }

    /** Never null: it is made with a sentence. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    /** The exception to answer with at the FHIR endpoint. */
    public BaseServerResponseException refusal() {
        return byItsCost ? FhirErrors.tooCostly(getMessage()) : FhirErrors.busy(getMessage());
    }
}
