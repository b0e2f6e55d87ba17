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
import org.platelink.platform.server.Outcomes;

/** Factory of the exceptions by which access is refused. No message depends on what is stored. */
final class Refusals {

    private Refusals() {}

    /** An action that the caller may not perform: 401 without a token, 403 with one. */
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

    /** A search or condition that the caller may not use: 401 without a token, 403 with one. */
    static BaseServerResponseException mayNotAsk(Caller caller, String part, String instead) {
        String sentence = "The search may not ask for " + printable(part) + ": " + instead;
        return caller.role() == Role.PUBLIC ? login(sentence) : forbidden(sentence);
    }

    /** A 401 with a Bearer challenge, RFC 6750, section 3. */
    private static BaseServerResponseException login(String sentence) {
        AuthenticationException login = new AuthenticationException(sentence);
        login.setOperationOutcome(outcome(IssueType.LOGIN, sentence));
        login.addResponseHeader("WWW-Authenticate", "Bearer");
        return login;
    }

    /** An action that the caller may not perform, whatever is stored: 403. */
    static BaseServerResponseException forbidden(String sentence) {
        return new ForbiddenOperationException(sentence, outcome(IssueType.FORBIDDEN, sentence));
    }

    private static OperationOutcome outcome(IssueType type, String sentence) {
        return Outcomes.of(IssueSeverity.ERROR, type, sentence);
    }

    /** A resource that the caller cannot see: 404, with the message for one that does not exist. */
    static BaseServerResponseException notKnown(String type, String id) {
        return new ResourceNotFoundException(new IdType(type, id));
    }

    /** An update of a resource that the caller cannot see and may not create under this id: 404. */
    static BaseServerResponseException notToUpdate(Caller caller, String type, String id) {
        String sentence = "This client knows no " + type + "/" + id + ". " + ClientAssignedIds.advice(caller);
        return new ResourceNotFoundException(sentence, outcome(IssueType.NOTFOUND, sentence));
    }

    /** A Patient of another site: 403. */
    static BaseServerResponseException ofAnotherSite(Caller caller) {
        return FhirErrors.forbidden(
                "Patient.managingOrganization",
                "Patient.managingOrganization must be your site, Organization/" + caller.site() + ".");
    }

    /** An identifier of a system that is not the caller's site's: 403. */
    static BaseServerResponseException notYourNamespace(Caller caller, String place) {
        return FhirErrors.forbidden(
                place, place + ".system must be a namespace of your site: " + caller.namespaces() + ".");
    }

    /** A reference to a resource that the caller cannot see, whether it exists or not: 403. */
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
