package org.platelink.security.run;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.time.Duration;
import org.platelink.platform.server.FhirErrors;

/** That a run is to end before its work is done, and why. The message is a sentence for the client, if it is still there. */
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

    /** Nobody waits for it any more. */
    public static RunEnded left() {
        return new RunEnded("The client has left.", false);
    }

    /** An admin ended it. */
    public static RunEnded byOperator() {
        return new RunEnded("Who runs this server has ended this. Ask them before you ask again.", false);
    }

    /** What it is for a client of the FHIR door. */
    public BaseServerResponseException refusal() {
        return byItsCost ? FhirErrors.tooCostly(getMessage()) : FhirErrors.busy(getMessage());
    }
}
