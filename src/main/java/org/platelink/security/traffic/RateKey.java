package org.platelink.security.traffic;

import jakarta.servlet.http.HttpServletRequest;
import org.platelink.security.access.Caller;
import org.platelink.security.access.Role;

/** By what a request is counted: its client, or the address of who shows no token. */
final class RateKey {

    private RateKey() {}

    static String of(HttpServletRequest request) {
        Caller caller = Caller.of(request);
        // No id of a client has a blank.
        return caller.role() == Role.PUBLIC
                ? "address " + AddressKey.of(String.valueOf(request.getRemoteAddr()))
                : caller.client();
    }
}
