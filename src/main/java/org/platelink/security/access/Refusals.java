package org.platelink.security.access;

import ca.uhn.fhir.rest.server.exceptions.AuthenticationException;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.platelink.platform.server.FhirErrors;

/** The words in which access is refused. None of them depends on what is stored. */
final class Refusals {

    private Refusals() {}

    /** What a caller may not do: 401 to one without a token, 403 to one with. */
    static BaseServerResponseException mayNot(Caller caller, String what) {
        if (caller.role() == Role.PUBLIC) {
            AuthenticationException login = new AuthenticationException(
                    "To " + what + " needs a token; how to get one says [base]/.well-known/smart-configuration.");
            login.addResponseHeader("WWW-Authenticate", "Bearer");
            return login;
        }
        return new ForbiddenOperationException(
                "A client of the role " + caller.role().code() + " may not " + what + ", or its token's scopes ("
                        + caller.scopes() + ") do not grant it.");
    }

    /** What a search or a condition may not ask. */
    static BaseServerResponseException mayNotAsk(Caller caller, String part, String instead) {
        String sentence = "The search may not ask for " + printable(part) + ": " + instead;
        return caller.role() == Role.PUBLIC ? login(sentence) : forbidden(sentence);
    }

    /** RFC 6750, section 3. */
    private static BaseServerResponseException login(String sentence) {
        AuthenticationException login = new AuthenticationException(sentence);
        login.setOperationOutcome(outcome(IssueType.LOGIN, sentence));
        login.addResponseHeader("WWW-Authenticate", "Bearer");
        return login;
    }

    /** What a caller may not do, whatever is stored. */
    static BaseServerResponseException forbidden(String sentence) {
        return new ForbiddenOperationException(sentence, outcome(IssueType.FORBIDDEN, sentence));
    }

    private static OperationOutcome outcome(IssueType type, String sentence) {
        OperationOutcome outcome = new OperationOutcome();
        outcome.addIssue().setSeverity(IssueSeverity.ERROR).setCode(type).setDiagnostics(sentence);
        return outcome;
    }

    /** What is not there for this caller; in the words for what is not there at all. */
    static BaseServerResponseException notKnown(String type, String id) {
        return new ResourceNotFoundException(new IdType(type, id));
    }

    /** What may not be updated: it is not there for this caller, and may not be made under this id either. */
    static BaseServerResponseException notToUpdate(Caller caller, String type, String id) {
        String sentence = "This client knows no " + type + "/" + id + ". " + ClientAssignedIds.advice(caller);
        return new ResourceNotFoundException(sentence, outcome(IssueType.NOTFOUND, sentence));
    }

    /** A participant who would be another site's. */
    static BaseServerResponseException ofAnotherSite(Caller caller) {
        return FhirErrors.forbidden(
                "Patient.managingOrganization",
                "Patient.managingOrganization must be your site, Organization/" + caller.site() + ".");
    }

    /** An identifier that is not of the caller's site. */
    static BaseServerResponseException notYourNamespace(Caller caller, String place) {
        return FhirErrors.forbidden(
                place, place + ".system must be a namespace of your site: " + caller.namespaces() + ".");
    }

    /** A reference to what the caller does not know, whether it is there or not. */
    static BaseServerResponseException notKnownReference(Caller caller, String place, String reference) {
        String who = caller.site() == null ? "this client" : "your site";
        return FhirErrors.forbidden(
                place,
                place + " refers to " + printable(reference) + ", which " + who + " does not know. Refer to what"
                        + " it has on this server, by type and id.");
    }

    private static String printable(String part) {
        String head = part.length() > 80 ? part.substring(0, 80) + "…" : part;
        return head.replaceAll("[^\\x20-\\x7e…]", "?");
    }
}
