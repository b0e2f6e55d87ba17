package org.platelink.security.token;

import org.platelink.security.access.Role;
import org.platelink.security.access.Scopes;

/**
 * Default scopes of each role, for a client whose registration names none. The access rules of the role restrict them
 * further.
 */
public final class DefaultScopes {

    private DefaultScopes() {}

    /** The default scopes of a role. */
    public static Scopes of(Role role) {
        return Scopes.parse(
                switch (role) {
                    case EHR ->
                        "system/Observation.cu system/DiagnosticReport.cu system/Specimen.cu system/ConceptMap.rs";
                    case COORDINATOR, ADMIN -> "system/*.crus";
                    case LABORATORY -> "system/*.rs system/ConceptMap.cu";
                    case REGISTRY -> "system/*.rs system/Subscription.cu";
                    case MONITOR -> "system/*.rs system/Task.cu system/VerificationResult.c";
                    case ANALYST -> "system/*.rs system/List.c";
                    case PUBLIC -> "system/*.rs";
                });
    }
}
