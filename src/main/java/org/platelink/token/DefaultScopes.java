package org.platelink.token;

import org.platelink.access.Role;
import org.platelink.access.Scopes;

/** What a client of a role may be granted where its registration says nothing else. The role's rules limit it further. */
final class DefaultScopes {

    private DefaultScopes() {}

    static Scopes of(Role role) {
        return Scopes.parse(
                switch (role) {
                    case EHR ->
                        "system/Observation.cu system/DiagnosticReport.cu system/Specimen.cu system/ConceptMap.rs";
                    case COORDINATOR, ADMIN -> "system/*.crus";
                    case REGISTRY -> "system/*.rs system/Subscription.cu";
                    case ANALYST, PUBLIC -> "system/*.rs";
                });
    }
}
