package org.platelink.study.notice;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.searchparam.MatchUrlService;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.platelink.study.trds.StudyMetadata;

/**
 * The criteria of a Subscription: a search on a type whose resources are public, or of the alerts of a site.
 *
 * @param type such as {@code ResearchStudy}
 * @param search the query string; null if there is none
 */
record Criteria(String type, @Nullable String search) {

    private static final String ALERTS = "Flag";

    private static final Predicate<String> LEADS_OUT = Pattern.compile(
                    "_(?:has|filter|list|include|revinclude|query|content|text)|\\.")
            .asPredicate();

    static Criteria of(String criteria) {
        String[] parts = criteria.split("\\?", 2);
        return new Criteria(parts[0], parts.length == 1 || parts[1].isBlank() ? null : parts[1]);
    }

    /** Whether it is of alerts, which are those of the subscriber's site. */
    boolean isOfAlerts() {
        return ALERTS.equals(type);
    }

    boolean isPublic() {
        return StudyMetadata.TYPES.contains(type);
    }

    /**
     * Whether the search uses only parameters of the resource itself: no chain, {@code _has}, {@code _include} and
     * the like.
     */
    boolean staysInside() {
        return search == null
                || Arrays.stream(search.split("&"))
                        .map(part -> part.split("=", 2)[0])
                        .noneMatch(LEADS_OUT);
    }

    /**
     * The parsed search.
     *
     * @throws BaseServerResponseException if the type has no such parameter, or a value is invalid
     */
    SearchParameterMap parsed(FhirContext fhir, MatchUrlService urls) {
        return search == null
                ? new SearchParameterMap()
                : urls.translateMatchUrl(type + "?" + search, fhir.getResourceDefinition(type));
    }
}
