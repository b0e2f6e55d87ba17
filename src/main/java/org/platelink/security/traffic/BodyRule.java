package org.platelink.security.traffic;

import jakarta.servlet.http.HttpServletRequest;
import org.platelink.security.access.Caller;
import org.platelink.security.access.Role;

/** How much of a body is read, of whom. */
@FunctionalInterface
interface BodyRule {

    /** Places in which bodies are waited for, each with a thread. */
    int SLOW_ONES = 128;

    /** Of these, those of one client. */
    int SLOW_ONES_OF_A_CLIENT = 48;

    /** Of these, those of an address that shows no token. */
    int SLOW_ONES_OF_ANYBODY = 16;

    /** The form of a search, and one with an assertion of the longest kind. */
    int FORM = 32 << 10;

    /** What administration sends: a client with its keys. */
    int SMALL = 256 << 10;

    Allowance of(HttpServletRequest request);

    /**
     * What is read of a request's body.
     *
     * @param client by what its memory and its slowness are counted
     * @param bytes at most, unfolded; 0 if nothing of it is read
     * @param slowOnes of its bodies that may be waited for at once
     */
    record Allowance(String client, int bytes, int slowOnes) {}

    /** Of requests whose token is known to be good, or to be missing. */
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

    /** Of forms by which somebody shows who he is. */
    static BodyRule ofForms() {
        return request -> anybody(request, FORM);
    }

    private static Allowance anybody(HttpServletRequest request, int bytes) {
        return new Allowance(RateKey.of(request), bytes, SLOW_ONES_OF_ANYBODY);
    }
}
