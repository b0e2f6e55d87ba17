package org.platelink.security.token;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.platelink.security.access.Role;

/** What an issuer's token says that its subject is to the trial, by the claims that the operator has named. */
public final class PersonClaims {

    private final SecurityProperties properties;

    PersonClaims(SecurityProperties properties) {
        this.properties = properties;
    }

    /** The role; empty if there is none, several, or one that is not known. */
    public Optional<Role> role(Map<String, Object> claims) {
        return text(claims.get(properties.roleClaim())).flatMap(Role::of);
    }

    /** The id of the Organization that is the site; empty if there is none. */
    public Optional<String> site(Map<String, Object> claims) {
        return text(claims.get(properties.siteClaim())).filter(site -> !site.isBlank());
    }

    /** Some issuers make a list of a single value. */
    private static Optional<String> text(@Nullable Object claim) {
        if (claim instanceof Collection<?> all) {
            return all.size() == 1 ? Optional.of(String.valueOf(all.iterator().next())) : Optional.empty();
        }
        return Optional.ofNullable(claim).map(String::valueOf);
    }
}
