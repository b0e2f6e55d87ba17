package org.platelink.security.access;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The resources of a type that a right covers, restricted by site, by creating client and by FHIR searches.
 *
 * @param site the site to which they must belong; null for any
 * @param client the client that must have created them; null for any
 * @param conditions FHIR searches, all of which they must match
 */
record AccessGrant(@Nullable String site, @Nullable String client, List<String> conditions) {

    /** A grant on resources that any client may have created. */
    AccessGrant(@Nullable String site, List<String> conditions) {
        this(site, null, conditions);
    }

    /**
     * The grant of a rule to a caller whom the rule applies to.
     *
     * @param site the site to which the resources must belong; null for any
     * @param scopeConditions conditions of the token's scope, in addition to those of the rule
     */
    static AccessGrant of(Rule rule, Caller caller, @Nullable String site, List<String> scopeConditions) {
        List<String> all = new ArrayList<>(rule.conditionsFor(caller.site()));
        all.addAll(scopeConditions);
        return new AccessGrant(site, rule.whose() == SiteScope.OWN ? caller.client() : null, List.copyOf(all));
    }

    /** Whether it covers all resources of the type. */
    boolean isWhole() {
        return site == null && client == null && conditions.isEmpty();
    }
}
