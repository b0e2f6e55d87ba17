package org.platelink.security.access;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One row of the access rules, for one type.
 *
 * @param role the role that it applies to; null for anyone
 * @param interactions the interactions that it allows
 * @param type the FHIR type
 * @param condition a FHIR search that a resource must match, or null; <code>{site}</code> in it stands for the
 *     client's site
 * @param whose the owners whose resources it covers
 */
record Rule(@Nullable Role role, Set<String> interactions, String type, @Nullable String condition, SiteScope whose) {

    private static final String SITE = "{site}";

    /** Only a valid id may replace the placeholder, so that nothing else gets into a search. */
    private static final Pattern SITE_ID = Pattern.compile("[A-Za-z0-9.-]{1,64}");

    boolean allows(Role asking, String interaction, String resourceType) {
        return (role == null || role == asking) && type.equals(resourceType) && interactions.contains(interaction);
    }

    /** Whether it applies to a client of this site; null for a client without a site. */
    boolean isFor(@Nullable String site) {
        if (condition != null && condition.contains(SITE)) {
            return site != null && SITE_ID.matcher(site).matches();
        }
        return site == null || whose != SiteScope.ALL_SITES;
    }

    /**
     * The search that a resource must match, for a client of a site that the rule applies to; empty if there is none.
     */
    List<String> conditionsFor(@Nullable String site) {
        if (condition == null) {
            return List.of();
        }
        return List.of(site == null ? condition : condition.replace(SITE, site));
    }
}
