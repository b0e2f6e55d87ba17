package org.platelink.security.token;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.Outcomes;
import org.platelink.platform.server.RateLimitMark;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/**
 * Writes the response for a request whose token is missing or invalid (401), or not sufficient (403), per RFC 6750,
 * section 3. A request marked by the rate limit gets 429 with Retry-After instead of 401.
 */
final class TokenRefused implements AuthenticationEntryPoint, AccessDeniedHandler {

    private final Outcomes outcomes;
    private final String wellKnown;

    TokenRefused(Outcomes outcomes, String wellKnown) {
        this.outcomes = outcomes;
        this.wellKnown = wellKnown;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        long seconds = RateLimitMark.secondsOf(request);
        if (seconds > 0) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
            outcomes.write(
                    response,
                    429,
                    IssueType.THROTTLED,
                    "Too many requests from this address had no good token; wait, and ask for a new one: " + wellKnown
                            + " says how.");
            return;
        }
        boolean sent = failure instanceof InvalidBearerTokenException;
        String sentence = sent
                ? "The token is not taken: " + plain(failure.getMessage())
                : "This needs a token; how to get one says " + wellKnown + ".";
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, sent ? "Bearer error=\"invalid_token\"" : "Bearer");
        outcomes.write(response, 401, IssueType.LOGIN, sentence);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException failure)
            throws IOException {
        String sentence = "The token's role may not do this.";
        outcomes.write(response, 403, IssueType.FORBIDDEN, sentence);
    }

    /** Maps the library's message to a safe one, because it quotes the token's content, which could be anything. */
    private static String plain(@Nullable String message) {
        if (message == null) {
            return "it cannot be read.";
        }
        if (message.contains("expired") || message.contains("Jwt expired")) {
            return "it has expired; ask for a new one.";
        }
        if (message.startsWith("The ") || message.equals(LocalRequests.SENTENCE)) {
            return message;
        }
        return "it is not a token that this server's issuer has signed for this server.";
    }
}
