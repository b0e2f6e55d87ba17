package org.platelink.security.audit;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.platelink.security.access.Caller;

/**
 * For whom the server does what it does on a thread of its own, such as storing what a message brought: the agent of the changes
 * in the trail. It gives no rights.
 *
 * @param caller who asked for it
 * @param requestId what links it with the event of the request; null if there was none
 */
public record ActingAgent(Caller caller, @Nullable String requestId) {

    private static final String CARRIED = ActingAgent.class.getName();

    /** Marks a request of the server's own. */
    public void markOn(RequestDetails request) {
        request.getUserData().put(CARRIED, this);
    }

    static Optional<ActingAgent> of(@Nullable RequestDetails request) {
        return request == null
                ? Optional.empty()
                : Optional.ofNullable((ActingAgent) request.getUserData().get(CARRIED));
    }

    Origin origin() {
        return new Origin(caller, null, null, requestId, null);
    }
}
