package org.platelink.security.audit;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.pipeline.RequestAttribute;
import org.platelink.security.access.Caller;

/**
 * The caller on whose behalf the server works on a thread of its own, for example when it stores the content of a
 * message. The audit events of the changes name this caller as their agent. It grants no rights.
 *
 * @param caller who asked for the work
 * @param requestId the id that links the changes with the event of the request; null if there was no request
 */
public record ActingAgent(Caller caller, @Nullable String requestId) {

    private static final RequestAttribute<ActingAgent> ATTRIBUTE =
            RequestAttribute.of(RequestAttribute.Name.ACTING_AGENT, ActingAgent.class);

    /** Attaches this agent to a request that the server makes itself. */
    public void markOn(RequestDetails request) {
        ATTRIBUTE.set(request, this);
    }

    static Optional<ActingAgent> of(@Nullable RequestDetails request) {
        return ATTRIBUTE.of(request);
    }

    Origin origin() {
        return new Origin(caller, null, null, requestId, null);
    }
}
