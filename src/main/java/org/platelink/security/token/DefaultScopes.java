package org.platelink.security.token;

import org.platelink.security.access.Role;
import org.platelink.security.access.Scopes;

/** What a client of a role may be granted where its registration says nothing else. The role's rules limit it further. */
public final class DefaultScopes {

    private DefaultScopes() {}

    /** The scopes of a role. */
    public static Scopes of(Role role) {
        return Scopes.parse(
                switch (role) {
                    case EHR ->
                        "system/Observation.cu system/DiagnosticReport.cu system/Specimen.cu system/ConceptMap.rs";
                    case COORDINATOR, ADMIN -> "system/*.crus";
                    case LABORATORY -> "system/*.rs system/ConceptMap.cu";
                    case REGISTRY -> "system/*.rs system/Subscription.cu";
                    case MONITOR, ANALYST, PUBLIC -> "system/*.rs";
                });
    }
}
