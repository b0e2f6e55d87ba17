package org.platelink.security.access;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The set of SMART scopes of a token or of a client's registration. Immutable. */
public final class Scopes {

    private static final String SYSTEM = "system/";
    private static final String USER = "user/";

    private final Set<Scope> all;

    private Scopes(Set<Scope> all) {
        this.all = all;
    }

    /**
     * Parses scopes separated by spaces.
     *
     * @throws IllegalArgumentException with a sentence that names the scope that is wrong, or says that there is none
     */
    public static Scopes parse(String text) {
        Set<Scope> all = Arrays.stream(text.trim().split(" +"))
                .filter(scope -> !scope.isEmpty())
                .map(Scope::parse)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (all.isEmpty()) {
            throw new IllegalArgumentException("No scope was asked for; ask for one, such as system/Observation.rs.");
        }
        return new Scopes(all);
    }

    /**
     * Parses {@code user/} scopes, which an app requests from a person. They grant the same as the corresponding
     * {@code system/} scopes.
     *
     * @throws IllegalArgumentException with a sentence that names the scope that is wrong
     */
    public static Scopes ofUser(String text) {
        Set<Scope> all = new LinkedHashSet<>();
        for (String scope : text.trim().split(" +")) {
            if (!scope.startsWith(USER)) {
                throw new IllegalArgumentException("What an app asks of a person begins with user/.");
            }
            try {
                all.add(Scope.parse(SYSTEM + scope.substring(USER.length())));
            } catch (IllegalArgumentException wrong) {
                throw new IllegalArgumentException(
                        String.valueOf(wrong.getMessage()).replace(SYSTEM, USER), wrong);
            }
        }
        return new Scopes(all);
    }

    /** As {@code user/} scopes, for an app's token. */
    public List<String> asOfUser() {
        return all.stream()
                .map(scope -> USER + scope.toString().substring(SYSTEM.length()))
                .toList();
    }

    /** The intersection of these scopes and granted ones; may be empty. */
    public Scopes within(Scopes granted) {
        Set<Scope> both = new LinkedHashSet<>();
        for (Scope asked : all) {
            granted.all.forEach(given -> asked.within(given).ifPresent(both::add));
        }
        return new Scopes(both);
    }

    /** Whether nothing is granted. */
    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** Whether a right is granted on at least some resources of a type. */
    public boolean grant(Right right, String resourceType) {
        return all.stream().anyMatch(scope -> scope.grants(right, resourceType));
    }

    /**
     * The FHIR searches of which a resource must match one for the right to cover it.
     *
     * @return empty if all resources of the type are covered
     */
    public List<String> conditions(Right right, String resourceType) {
        Set<@Nullable String> conditions = new LinkedHashSet<>();
        all.stream()
                .filter(scope -> scope.grants(right, resourceType))
                .forEach(scope -> conditions.add(scope.condition()));
        return conditions.contains(null) ? List.of() : List.copyOf(conditions);
    }

    /** The form in tokens. */
    @Override
    public String toString() {
        return all.stream().map(Scope::toString).collect(Collectors.joining(" "));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Scopes scopes && scopes.all.equals(all);
    }

    @Override
    public int hashCode() {
        return all.hashCode();
    }
}
