package org.platelink.platform.cors;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.platelink.platform.server.Outcomes;
import org.springframework.http.HttpHeaders;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsProcessor;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Servlet filter that answers CORS preflight requests, which come without a token and need none; with 403 where no
 * rule allows the announced request.
 */
final class Preflights extends OncePerRequestFilter {

    private final CorsRules rules;
    private final Outcomes outcomes;
    private final CorsProcessor processor = new DefaultCorsProcessor();

    Preflights(CorsRules rules, Outcomes outcomes) {
        this.rules = rules;
        this.outcomes = outcomes;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !CorsUtils.isPreFlightRequest(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        CorsConfiguration rule = rules.of(request);
        if (rule == null) {
            response.addHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
            outcomes.write(
                    response,
                    HttpServletResponse.SC_FORBIDDEN,
                    IssueType.FORBIDDEN,
                    "A page of this origin may not send this request. Without a token it may read what is public; to let it"
                            + " use a client's token, whoever runs the server names the origin in PLATELINK_CORS_ORIGINS.");
        } else {
            processor.processRequest(rule, request, response);
        }
    }
}
