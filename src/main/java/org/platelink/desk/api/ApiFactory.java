package org.platelink.desk.api;

import jakarta.servlet.http.HttpServletRequest;
import org.platelink.security.access.Caller;
import org.platelink.security.loopback.LoopbackClient;

/** Creates {@link Api} clients for pages. */
public final class ApiFactory {

    private final LoopbackClient client;

    public ApiFactory(LoopbackClient client) {
        this.client = client;
    }

    /** The API with the rights of the caller of a request. */
    public Api of(HttpServletRequest request) {
        return new Api(client, Caller.of(request), String.valueOf(request.getRemoteAddr()));
    }

    /**
     * The API with public rights and the loopback address as the client's: for data that are the same for everybody.
     */
    public Api ofAnybody() {
        return new Api(client, Caller.PUBLIC, "127.0.0.1");
    }
}
