package org.platelink.security.access;

import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.IdentifierQuery;

/**
 * Restricts the conditions of conditional writes to one form, {@code identifier=system|value}. The answer reveals
 * whether the condition matched, so any other search would be an oracle. A client of a site may only use identifier
 * systems of its own site, so that it learns only about its own data.
 */
final class Conditions {

    /** The condition in the URL of a request. */
    @Nullable
    String of(ServletRequestDetails request) {
        String url = request.getCompleteUrl();
        int question = url == null ? -1 : url.indexOf('?');
        return question < 0 ? "" : url.substring(question + 1);
    }

    /**
     * Checks a condition, and refuses it if it is not allowed.
     *
     * @param condition with or without {@code Type?} before it; null if there is none
     */
    void check(Caller caller, @Nullable String condition) {
        if (condition == null) {
            return;
        }
        Condition parsed = parse("", condition)
                .orElseThrow(() -> Refusals.mayNotAsk(
                        caller,
                        "this condition of a write",
                        "it must be identifier=system|value, with one of each, and a \\ before each"
                                + " comma, bar, dollar and \\ in them."));
        if (caller.role().ofASite() && !caller.identifierSystems().contains(parsed.system())) {
            throw Refusals.mayNotAsk(
                    caller,
                    "identifiers of the system in a write's condition",
                    "it must be one of your site's: " + caller.namespaces() + ".");
        }
    }

    /**
     * Parses a condition.
     *
     * @param condition with or without {@code Type?} before it
     * @return empty if it does not have the required form
     */
    Optional<Condition> parse(String type, String condition) {
        return IdentifierQuery.of(condition).map(query -> new Condition(type, query.system(), query.value()));
    }
}
