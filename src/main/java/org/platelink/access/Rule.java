package org.platelink.access;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One line of the rules, for one type.
 *
 * @param role whom it allows; null is anyone
 * @param interactions what it allows
 * @param type the FHIR type
 * @param condition a FHIR search that a resource must fit, or null
 * @param ownSite whether only what belongs to the client's site
 */
record Rule(@Nullable Role role, Set<String> interactions, String type, @Nullable String condition, boolean ownSite) {

    boolean allows(Role asking, String interaction, String resourceType) {
        return (role == null || role == asking) && type.equals(resourceType) && interactions.contains(interaction);
    }
}
