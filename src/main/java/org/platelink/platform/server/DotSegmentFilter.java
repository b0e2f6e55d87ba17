package org.platelink.platform.server;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Servlet filter that rejects paths with dot segments ({@code .} or {@code ..}) with 400, also percent-encoded ones.
 * The container resolves them before it selects a servlet and the frameworks do not, so access could be decided for
 * another path than the one that is served.
 */
class DotSegmentFilter extends OncePerRequestFilter {

    private static final Pattern DOTS = Pattern.compile("(?:\\.|%2e){1,2}(?:;.*)?", Pattern.CASE_INSENSITIVE);

    private final Outcomes outcomes;

    DotSegmentFilter(Outcomes outcomes) {
        this.outcomes = outcomes;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isPlain(request.getRequestURI())) {
            chain.doFilter(request, response);
        } else {
            outcomes.write(
                    response,
                    HttpServletResponse.SC_BAD_REQUEST,
                    IssueType.INVALID,
                    "The path has a step . or .. in it; write the path out.");
        }
    }

    static boolean isPlain(String path) {
        return Arrays.stream(path.split("/"))
                .noneMatch(step -> DOTS.matcher(step).matches());
    }
}
