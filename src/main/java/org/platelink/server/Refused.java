package org.platelink.server;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/**
 * Refusals, each with an outcome that says where, what is wrong and how to mend it. The place is a FHIRPath, such as
 * {@code Parameters.parameter.where(name='to')}.
 */
public final class Refused {

    private Refused() {}

    /** 400: what was sent cannot be taken as what it should be. */
    public static BaseServerResponseException invalid(String place, String sentence) {
        return new InvalidRequestException(sentence, outcome(IssueType.INVALID, place, sentence));
    }

    /** 403: not for this caller. */
    public static BaseServerResponseException forbidden(String place, String sentence) {
        return new ForbiddenOperationException(sentence, outcome(IssueType.FORBIDDEN, place, sentence));
    }

    /** 409: what is stored does not let it happen. */
    public static BaseServerResponseException conflict(String place, String sentence) {
        return new ResourceVersionConflictException(sentence, outcome(IssueType.CONFLICT, place, sentence));
    }

    /** 422: what was sent can be read and breaks a rule. */
    public static BaseServerResponseException broken(String place, String sentence) {
        return new UnprocessableEntityException(sentence, outcome(IssueType.BUSINESSRULE, place, sentence));
    }

    private static OperationOutcome outcome(IssueType type, String place, String sentence) {
        OperationOutcome outcome = new OperationOutcome();
        outcome.addIssue()
                .setSeverity(IssueSeverity.ERROR)
                .setCode(type)
                .setDiagnostics(sentence)
                .addExpression(place);
        return outcome;
    }
}
