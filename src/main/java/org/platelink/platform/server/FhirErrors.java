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
 * Factory of HAPI exceptions, each with an OperationOutcome that says where, what is wrong and how to fix it. The
 * place is a FHIRPath, such as {@code Parameters.parameter.where(name='to')}.
 */
public final class FhirErrors {

    private static final int LOCKED = 423;

    private FhirErrors() {}

    /** 400: the input cannot be read as what it should be. */
    public static BaseServerResponseException invalid(String place, String sentence) {
        return new InvalidRequestException(sentence, outcome(IssueType.INVALID, place, sentence));
    }

    /** 403: not allowed for this caller. */
    public static BaseServerResponseException forbidden(String place, String sentence) {
        return new ForbiddenOperationException(sentence, outcome(IssueType.FORBIDDEN, place, sentence));
    }

    /** 409: the stored state does not allow it. */
    public static BaseServerResponseException conflict(String place, String sentence) {
        return new ResourceVersionConflictException(sentence, outcome(IssueType.CONFLICT, place, sentence));
    }

    /** 422: the input can be read but breaks a rule. */
    public static BaseServerResponseException broken(String place, String sentence) {
        return new UnprocessableEntityException(sentence, outcome(IssueType.BUSINESSRULE, place, sentence));
    }

    /** 400: the request is for something that is not supported here. */
    public static BaseServerResponseException unsupported(String place, String sentence) {
        return new InvalidRequestException(sentence, outcome(IssueType.NOTSUPPORTED, place, sentence));
    }

    /** 400: a parameter names something that does not exist. */
    public static BaseServerResponseException unknown(String place, String sentence) {
        return new InvalidRequestException(sentence, outcome(IssueType.NOTFOUND, place, sentence));
    }

    /** 412: the stored state is not the one that the client expects. */
    public static BaseServerResponseException precondition(String place, String sentence) {
        return new PreconditionFailedException(sentence, outcome(IssueType.CONFLICT, place, sentence));
    }

    /** 406: the stored resource cannot be written in XML. */
    static BaseServerResponseException notAsXml(String place) {
        String sentence = "A text of the answer has a character that XML cannot carry; ask for it in JSON (Accept:"
                + " application/fhir+json).";
        return new UnclassifiedServerFailureException(406, sentence, outcome(IssueType.NOTSUPPORTED, place, sentence));
    }

    /** 404: the requested thing does not exist. */
    public static BaseServerResponseException notFound(String place, String sentence) {
        return new ResourceNotFoundException(sentence, outcome(IssueType.NOTFOUND, place, sentence));
    }

    /** 406: not available in the requested format. */
    static BaseServerResponseException notOffered(String place, String sentence) {
        return new UnclassifiedServerFailureException(406, sentence, outcome(IssueType.NOTSUPPORTED, place, sentence));
    }

    /** 415: the format of the body is not accepted here. */
    static BaseServerResponseException notTaken(String place, String sentence) {
        return new UnclassifiedServerFailureException(415, sentence, outcome(IssueType.NOTSUPPORTED, place, sentence));
    }

    /** 422: the request needs more of the server than one request may take. */
    public static BaseServerResponseException tooCostly(String sentence) {
        return new UnprocessableEntityException(
                sentence, Outcomes.of(IssueSeverity.ERROR, IssueType.TOOCOSTLY, sentence));
    }

    /** 423: the data are locked, and somebody can unlock them. */
    public static BaseServerResponseException locked(String place, String sentence) {
        return new UnclassifiedServerFailureException(LOCKED, sentence, outcome(IssueType.LOCKERROR, place, sentence));
    }

    /** Whether something was refused because data are locked. */
    public static boolean isLocked(Throwable failure) {
        return failure instanceof BaseServerResponseException refusal && refusal.getStatusCode() == LOCKED;
    }

    /** 503: not possible now; the answer says when to ask again. */
    public static BaseServerResponseException busy(String sentence) {
        return new UnclassifiedServerFailureException(
                503, sentence, Outcomes.of(IssueSeverity.ERROR, IssueType.THROTTLED, sentence));
    }

    /** 503: the database cannot be reached; with a Retry-After header. */
    static BaseServerResponseException databaseAway() {
        OperationOutcome outcome = Outcomes.of(IssueSeverity.ERROR, IssueType.TRANSIENT, DatabaseAway.SENTENCE);
        BaseServerResponseException away =
                new UnclassifiedServerFailureException(DatabaseAway.STATUS, DatabaseAway.SENTENCE, outcome);
        away.addResponseHeader("Retry-After", Integer.toString(DatabaseAway.RETRY_AFTER));
        return away;
    }

    private static OperationOutcome outcome(IssueType type, String place, String sentence) {
        return Outcomes.of(IssueSeverity.ERROR, type, sentence, place);
    }
}
