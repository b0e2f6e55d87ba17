package org.platelink.platform.server;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Servlet filter that rejects query strings with an invalid percent escape or the character NUL with 400. No text of
 * FHIR has a NUL, and no database takes it. The container drops such parameters, and the frameworks fail at them.
 */
class QueryStringFilter extends OncePerRequestFilter {

    private static final Pattern BROKEN = Pattern.compile("%(?![0-9A-Fa-f]{2})|%00");

    private final Outcomes outcomes;

    QueryStringFilter(Outcomes outcomes) {
        this.outcomes = outcomes;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isPlain(request.getQueryString())) {
            chain.doFilter(request, response);
        } else {
            outcomes.write(
                    response,
                    HttpServletResponse.SC_BAD_REQUEST,
                    IssueType.INVALID,
                    "The query has a % that no two hexadecimal digits follow, or the character NUL (%00). A % itself is"
                            + " written as %25.");
        }
    }

    static boolean isPlain(@Nullable String query) {
        return query == null || !BROKEN.matcher(query).find();
    }
}
