package org.platelink.security.traffic;

import jakarta.servlet.http.HttpServletRequest;
import org.platelink.security.access.Caller;
import org.platelink.security.access.Role;

/** Policy that decides how much of a request body is read, by request and caller. */
@FunctionalInterface
interface BodyRule {

    /** Places for bodies that are being waited for; each holds a thread. */
    int SLOW_ONES = 128;

    /** Most of these places for one client. */
    int SLOW_ONES_OF_A_CLIENT = 48;

    /** Most of these places for one address without a token. */
    int SLOW_ONES_OF_ANYBODY = 16;

    /** Most bytes of a form: of a search, or of a token request with an assertion of the greatest length. */
    int FORM = 32 << 10;

    /** Most bytes of an administration request: a client with its keys. */
    int SMALL = 256 << 10;

    Allowance of(HttpServletRequest request);

    /**
     * What is read of a request's body.
     *
     * @param client the key under which its memory and its slow bodies are counted
     * @param bytes the most bytes, decompressed; 0 if nothing of it is read
     * @param slowOnes how many of its bodies may be waited for at once
     */
    record Allowance(String client, int bytes, int slowOnes) {}

    /** The rule after authentication, when the token is known to be valid or missing. */
    static BodyRule byCaller(int largest) {
        return request -> {
            Caller caller = Caller.of(request);
            String path = request.getRequestURI();
            if (caller.role() == Role.PUBLIC) {
                boolean isForm = path.startsWith("/fhir/") && path.endsWith("/_search") || path.startsWith("/desk/");
                return anybody(request, isForm ? FORM : 0);
            }
            boolean isData = path.startsWith("/fhir") || path.startsWith("/intake");
            return new Allowance(caller.client(), isData ? largest : SMALL, SLOW_ONES_OF_A_CLIENT);
        };
    }

    /** The rule for forms by which a caller authenticates. */
    static BodyRule ofForms() {
        return request -> anybody(request, FORM);
    }

    private static Allowance anybody(HttpServletRequest request, int bytes) {
        return new Allowance(RateKey.of(request), bytes, SLOW_ONES_OF_ANYBODY);
    }
}
