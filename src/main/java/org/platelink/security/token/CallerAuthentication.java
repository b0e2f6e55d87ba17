package org.platelink.security.token;

import java.util.List;
import org.platelink.security.access.Caller;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** A caller whose token was found good. */
final class CallerAuthentication extends AbstractAuthenticationToken {

    /** What an app may do beside FHIR: nothing that asks for a role. */
    static final String OF_APP = "APP";

    private final transient Caller caller;

    private final boolean onlyHere;

    CallerAuthentication(Caller caller) {
        this(caller, false);
    }

    /**
     * @param onlyHere whether the token is good on the server's own machine alone
     */
    CallerAuthentication(Caller caller, boolean onlyHere) {
        // An app has its person's rights on FHIR, which its scopes narrow; the administration has no scopes.
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
