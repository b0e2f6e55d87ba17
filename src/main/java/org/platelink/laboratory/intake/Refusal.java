package org.platelink.laboratory.intake;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.platelink.platform.server.Outcomes;

/** Writes a HAPI exception as an OperationOutcome response, for controllers outside HAPI's servlet. */
final class Refusal {

    private Refusal() {}

    static void write(Outcomes outcomes, BaseServerResponseException refusal, HttpServletResponse response)
            throws IOException {
        IssueType type =
                switch (refusal.getStatusCode()) {
                    case 401 -> IssueType.LOGIN;
                    case 403 -> IssueType.FORBIDDEN;
                    case 404 -> IssueType.NOTFOUND;
                    case 409 -> IssueType.CONFLICT;
                    default -> IssueType.INVALID;
                };
        outcomes.write(response, refusal.getStatusCode(), type, String.valueOf(refusal.getMessage()));
    }
}
