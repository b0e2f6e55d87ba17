package org.platelink.trial.review;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.util.Optional;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.canonical.CanonicalUrls;
import org.platelink.platform.server.FhirErrors;
import org.platelink.security.access.Caller;
import org.platelink.security.access.Right;
import org.platelink.security.access.Role;
import org.platelink.security.audit.ActingAgent;

/**
 * The client, or the person, who reviews.
 *
 * @param caller who
 * @param requestId the id of the request, by which the audit trail joins the change with it
 */
record Reviewer(Caller caller, @Nullable String requestId) {

    /** The namespace of the ids of clients. */
    private static final String CLIENT = CanonicalUrls.PROJECT + "client";

    /**
     * The reviewer of a request, if the token's scopes grant what is to be written.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException (403) if they do not
     */
    static Reviewer of(RequestDetails request, Right right, String type) {
        Caller caller = Caller.of(request).orElse(Caller.PUBLIC);
        if (!caller.scopes().grant(right, type)) {
            throw FhirErrors.forbidden(
                    type,
                    "The token's scopes must grant to " + (right == Right.CREATE ? "create" : "update") + " " + type
                            + "; they are " + caller.scopes() + ".");
        }
        return new Reviewer(caller, request.getRequestId());
    }

    /** Whether the operation is by a client of a role. */
    boolean is(Role role) {
        return caller.role() == role;
    }

    /** The site of the reviewer, if there is one. */
    Optional<String> site() {
        return Optional.ofNullable(caller.site());
    }

    /** As a review's resources name the reviewer: the client's id, and the role. */
    Reference reference() {
        return new Reference()
                .setIdentifier(new Identifier().setSystem(CLIENT).setValue(caller.client()))
                .setDisplay(caller.role().code());
    }

    /** A request of the server itself, for which the audit trail names the reviewer. */
    RequestDetails request() {
        RequestDetails request = new SystemRequestDetails();
        new ActingAgent(caller, requestId).markOn(request);
        return request;
    }
}
