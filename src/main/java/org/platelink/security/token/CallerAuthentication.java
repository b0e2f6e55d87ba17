package org.platelink.security.token;

import java.util.List;
import org.platelink.security.access.Caller;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** Spring Security authentication of a caller whose token was accepted. */
final class CallerAuthentication extends AbstractAuthenticationToken {

    /** The only authority of an app: it opens no endpoint outside FHIR that requires a role. */
    static final String OF_APP = "APP";

    private final transient Caller caller;

    private final boolean onlyHere;

    CallerAuthentication(Caller caller) {
        this(caller, false);
    }

    /**
     * @param onlyHere whether the token is accepted from the server's own machine alone
     */
    CallerAuthentication(Caller caller, boolean onlyHere) {
        // On FHIR an app has its person's rights, narrowed by its scopes. The administration API has no scopes, so an
        // app gets no role.
        super(
                caller.app() == null
                        ? List.of(new SimpleGrantedAuthority(
                                "ROLE_" + caller.role().name()))
                        : List.of(new SimpleGrantedAuthority(OF_APP)));
        this.caller = caller;
        this.onlyHere = onlyHere;
        setAuthenticated(true);
    }

    Caller caller() {
        return caller;
    }

    boolean isOnlyHere() {
        return onlyHere;
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Object getPrincipal() {
        return caller.client();
    }
}
