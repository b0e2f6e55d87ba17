package org.platelink.platform.server;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.PreconditionFailedException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import ca.uhn.fhir.rest.server.exceptions.UnclassifiedServerFailureException;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/**
 * Refusals, each with an outcome that says where, what is wrong and how to mend it. The place is a FHIRPath, such as
 * {@code Parameters.parameter.where(name='to')}.
 */
public final class FhirErrors {

    private FhirErrors() {}

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

    /** 400: what was asked for is not offered here. */
    public static BaseServerResponseException unsupported(String place, String sentence) {
        return new InvalidRequestException(sentence, outcome(IssueType.NOTSUPPORTED, place, sentence));
    }

    /** 400: what a parameter names is not there. */
    public static BaseServerResponseException unknown(String place, String sentence) {
        return new InvalidRequestException(sentence, outcome(IssueType.NOTFOUND, place, sentence));
    }

    /** 412: what is stored is not what the sender takes it for. */
    public static BaseServerResponseException precondition(String place, String sentence) {
        return new PreconditionFailedException(sentence, outcome(IssueType.CONFLICT, place, sentence));
    }

    /** 406: what is stored cannot be written in XML. */
    static BaseServerResponseException notAsXml(String place) {
        String sentence = "A text of the answer has a character that XML cannot carry; ask for it in JSON (Accept:"
                + " application/fhir+json).";
        return new UnclassifiedServerFailureException(406, sentence, outcome(IssueType.NOTSUPPORTED, place, sentence));
    }

    /** 404: what was asked for is not there. */
    public static BaseServerResponseException notFound(String place, String sentence) {
        return new ResourceNotFoundException(sentence, outcome(IssueType.NOTFOUND, place, sentence));
    }

    /** 406: not in the form that was asked for. */
    static BaseServerResponseException notOffered(String place, String sentence) {
        return new UnclassifiedServerFailureException(406, sentence, outcome(IssueType.NOTSUPPORTED, place, sentence));
    }

    /** 415: not in a form that is read here. */
    static BaseServerResponseException notTaken(String place, String sentence) {
        return new UnclassifiedServerFailureException(415, sentence, outcome(IssueType.NOTSUPPORTED, place, sentence));
    }

    /** 422: what was asked for takes more of the server than one request may. */
    public static BaseServerResponseException tooCostly(String sentence) {
        OperationOutcome outcome = new OperationOutcome();
        outcome.addIssue()
                .setSeverity(IssueSeverity.ERROR)
                .setCode(IssueType.TOOCOSTLY)
                .setDiagnostics(sentence);
        return new UnprocessableEntityException(sentence, outcome);
    }

    /** 503: not now; the answer says when to ask again. */
    public static BaseServerResponseException busy(String sentence) {
        OperationOutcome outcome = new OperationOutcome();
        outcome.addIssue()
                .setSeverity(IssueSeverity.ERROR)
                .setCode(IssueType.THROTTLED)
                .setDiagnostics(sentence);
        return new UnclassifiedServerFailureException(503, sentence, outcome);
    }

    /** 503: the database cannot be asked. */
    static BaseServerResponseException databaseAway() {
        OperationOutcome outcome = new OperationOutcome();
        outcome.addIssue()
                .setSeverity(IssueSeverity.ERROR)
                .setCode(IssueType.TRANSIENT)
                .setDiagnostics(DatabaseAway.SENTENCE);
        BaseServerResponseException away =
                new UnclassifiedServerFailureException(DatabaseAway.STATUS, DatabaseAway.SENTENCE, outcome);
        away.addResponseHeader("Retry-After", Integer.toString(DatabaseAway.RETRY_AFTER));
        return away;
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
