package org.platelink.security.access;

import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.IdentifierQuery;

/**
 * Holds the conditions of writes, which are searches, to one form: {@code identifier=system|value}. Whether it found
 * something shows in the answer, so whatever else it could ask would be an oracle; and a client of a site may only name
 * identifiers of its own site's namespaces, so that what it learns is its own.
 */
final class Conditions {

    /** The condition of a request's URL. */
    @Nullable
    String of(ServletRequestDetails request) {
        String url = request.getCompleteUrl();
        int question = url == null ? -1 : url.indexOf('?');
        return question < 0 ? "" : url.substring(question + 1);
    }

    /**
     * Takes a condition or refuses it.
     *
     * @param condition with or without {@code Type?} before it; null if there is none
     */
    void check(Caller caller, @Nullable String condition) {
        if (condition == null) {
            return;
        }
        Condition asked = parse("", condition)
                .orElseThrow(() -> Refusals.mayNotAsk(
                        caller,
                        "this condition of a write",
                        "it must be identifier=system|value, with one of each, and a \\ before each"
                                + " comma, bar, dollar and \\ in them."));
        if (caller.role().ofASite() && !caller.identifierSystems().contains(asked.system())) {
            throw Refusals.mayNotAsk(
                    caller,
                    "identifiers of the system in a write's condition",
                    "it must be one of your site's: " + caller.namespaces() + ".");
        }
    }

    /**
     * Reads a condition.
     *
     * @param condition with or without {@code Type?} before it
     * @return empty if it is none of the one form
     */
    Optional<Condition> parse(String type, String condition) {
        return IdentifierQuery.of(condition).map(query -> new Condition(type, query.system(), query.value()));
    }
}
