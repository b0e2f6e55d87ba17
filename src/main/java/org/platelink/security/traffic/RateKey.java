package org.platelink.security.traffic;

import jakarta.servlet.http.HttpServletRequest;
import org.platelink.security.access.Caller;
import org.platelink.security.access.Role;

/** The key under which a request is counted: its client id, or its address if it has no token. */
final class RateKey {

    private RateKey() {}

    static String of(HttpServletRequest request) {
        Caller caller = Caller.of(request);
        // Client ids contain no blank, so the two kinds of key cannot collide.
        return caller.role() == Role.PUBLIC
                ? "address " + AddressKey.of(String.valueOf(request.getRemoteAddr()))
                : caller.client();
    }
}
