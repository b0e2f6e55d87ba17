package org.platelink.desk.api;

import jakarta.servlet.http.HttpServletRequest;
import org.platelink.security.access.Caller;
import org.platelink.security.loopback.LoopbackClient;

/** Gives the API to pages. */
public final class ApiFactory {

    private final LoopbackClient client;

    public ApiFactory(LoopbackClient client) {
        this.client = client;
    }

    /** As whoever a request is from. */
    public Api of(HttpServletRequest request) {
        return new Api(client, Caller.of(request), String.valueOf(request.getRemoteAddr()));
    }

    /** As anybody, from nowhere in particular: for what is the same to all. */
    public Api ofAnybody() {
        return new Api(client, Caller.PUBLIC, "127.0.0.1");
    }
}
