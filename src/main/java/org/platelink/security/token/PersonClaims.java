package org.platelink.security.token;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.platelink.security.access.Role;

/**
 * Reads a person's role and site from the claims of an external issuer's token; the operator configures the claims'
 * names.
 */
public final class PersonClaims {

    private final SecurityProperties properties;

    PersonClaims(SecurityProperties properties) {
        this.properties = properties;
    }

    /** The role; empty if there is none, more than one, or an unknown one. */
    public Optional<Role> role(Map<String, Object> claims) {
        return text(claims.get(properties.roleClaim())).flatMap(Role::of);
    }

    /** The id of the Organization that is the site; empty if there is none. */
    public Optional<String> site(Map<String, Object> claims) {
        return text(claims.get(properties.siteClaim())).filter(site -> !site.isBlank());
    }

    /** The text of a claim; some issuers wrap a single value in a list. */
    private static Optional<String> text(@Nullable Object claim) {
        if (claim instanceof Collection<?> all) {
            return all.size() == 1 ? Optional.of(String.valueOf(all.iterator().next())) : Optional.empty();
        }
        return Optional.ofNullable(claim).map(String::valueOf);
    }
}
