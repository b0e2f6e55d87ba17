package org.platelink.security.audit;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.Outcomes;

/** Thrown when an event could not be written into the audit trail, so that nothing may be answered (503). */
public final class TrailUnavailable extends BaseServerResponseException {

    /** The HTTP status. */
    public static final int STATUS = 503;

    static final String SENTENCE =
            "The audit trail cannot be written at the moment, and nothing is answered without it; try again later.";

    TrailUnavailable(@Nullable Throwable cause) {
        super(STATUS, SENTENCE, cause);
        setOperationOutcome(Outcomes.of(IssueSeverity.ERROR, IssueType.TRANSIENT, SENTENCE));
    }
}
