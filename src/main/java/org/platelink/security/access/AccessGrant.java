package org.platelink.security.access;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a right reaches among the resources of a type.
 *
 * @param site the site to which they must belong; null for any
 * @param client the client that must have made them; null for any
 * @param conditions FHIR searches, each of which they must fit
 */
record AccessGrant(@Nullable String site, @Nullable String client, List<String> conditions) {

    /** Whoever made them. */
    AccessGrant(@Nullable String site, List<String> conditions) {
        this(site, null, conditions);
    }

    /**
     * How far a rule reaches for a caller whom it is for.
     *
     * @param site the site to which what is reached must belong; null for any
     * @param scopeConditions what the token asks of a resource beyond the rule
     */
    static AccessGrant of(Rule rule, Caller caller, @Nullable String site, List<String> scopeConditions) {
        List<String> all = new ArrayList<>(rule.conditionsFor(caller.site()));
        all.addAll(scopeConditions);
        return new AccessGrant(site, rule.whose() == SiteScope.OWN ? caller.client() : null, List.copyOf(all));
    }

    /** Whether it reaches all of them. */
    boolean isWhole() {
        return site == null && client == null && conditions.isEmpty();
    }
}
