package org.platelink.security.access;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One line of the rules, for one type.
 *
 * @param role whom it allows; null is anyone
 * @param interactions what it allows
 * @param type the FHIR type
 * @param condition a FHIR search that a resource must fit, or null; <code>{site}</code> in it is the client's site
 * @param whose whose resources
 */
record Rule(@Nullable Role role, Set<String> interactions, String type, @Nullable String condition, SiteScope whose) {

    private static final String SITE = "{site}";

    /** Nothing else may come into a search in the place of a site. */
    private static final Pattern SITE_ID = Pattern.compile("[A-Za-z0-9.-]{1,64}");

    boolean allows(Role asking, String interaction, String resourceType) {
        return (role == null || role == asking) && type.equals(resourceType) && interactions.contains(interaction);
    }

    /** Whether it is for a client of this site, or of none. */
    boolean isFor(@Nullable String site) {
        if (condition != null && condition.contains(SITE)) {
            return site != null && SITE_ID.matcher(site).matches();
        }
        return site == null || whose != SiteScope.ALL_SITES;
    }

    /** The search that a resource must fit for a client of a site that it is for; empty if there is none. */
    List<String> conditionsFor(@Nullable String site) {
        if (condition == null) {
            return List.of();
        }
        return List.of(site == null ? condition : condition.replace(SITE, site));
    }
}
