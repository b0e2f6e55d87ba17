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
 * What a Subscription asks for: a search of a type whose resources anyone may read.
 *
 * @param type such as {@code ResearchStudy}
 * @param search what it asks of them; null for nothing
 */
record Criteria(String type, @Nullable String search) {

    private static final Predicate<String> LEADS_OUT = Pattern.compile(
                    "_(?:has|filter|list|include|revinclude|query|content|text)|\\.")
            .asPredicate();

    static Criteria of(String criteria) {
        String[] parts = criteria.split("\\?", 2);
        return new Criteria(parts[0], parts.length == 1 || parts[1].isBlank() ? null : parts[1]);
    }

    boolean isPublic() {
        return StudyMetadata.TYPES.contains(type);
    }

    /** Whether it asks about the resource itself, and by no chain or the like about others. */
    boolean staysInside() {
        return search == null
                || Arrays.stream(search.split("&"))
                        .map(part -> part.split("=", 2)[0])
                        .noneMatch(LEADS_OUT);
    }

    /**
     * The search of one resource.
     *
     * @throws BaseServerResponseException if the type has no such parameter, or a value is none
     */
    SearchParameterMap parsed(FhirContext fhir, MatchUrlService urls) {
        return search == null
                ? new SearchParameterMap()
                : urls.translateMatchUrl(type + "?" + search, fhir.getResourceDefinition(type));
    }
}
