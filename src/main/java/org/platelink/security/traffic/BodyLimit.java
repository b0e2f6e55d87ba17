package org.platelink.security.traffic;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.platelink.platform.server.BodyMemory;
import org.platelink.platform.server.Outcomes;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Servlet filter that buffers the request body, whatever the headers say of its size, and decompresses gzip: up to a
 * maximum size, within a time limit, and only while there is memory for it. It runs after token checks, except for
 * forms by which a caller authenticates. Without a token, only the bodies of such forms and of searches are read.
 *
 * <p>Over the size: 413. Too slow: 408. Too many slow ones: 429. No memory: 503. An encoding other than gzip: 415.
 * All have an OperationOutcome.
 */
final class BodyLimit extends OncePerRequestFilter {

    private final Outcomes outcomes;
    private final BodyMemory memory;
    private final FairQueue slowOnes;
    private final BodyRule rule;
    private final Duration longest;

    /**
     * @param slowOnes the places for bodies that are being waited for
     * @param rule how much is read of whom
     * @param longest the time within which a body has to arrive
     */
    BodyLimit(Outcomes outcomes, BodyMemory memory, FairQueue slowOnes, BodyRule rule, Duration longest) {
        this.outcomes = outcomes;
        this.memory = memory;
        this.slowOnes = slowOnes;
        this.rule = rule;
        this.longest = longest;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        BodyRule.Allowance allowed = rule.of(request);
        if (allowed.bytes() == 0) {
            BodyProgress.pass(request);
            chain.doFilter(new BufferedRequest(request, new byte[0]), response);
            return;
        }
        try (BodyMemory.Lease lease = memory.lease(allowed.client())) {
            byte[] body;
            try {
                body = read(request, allowed, lease);
            } catch (Refusal.Failure failure) {
                failure.refusal().write(outcomes, response);
                return;
            }
            // Bytes after the end of the gzip stream.
            BodyProgress.pass(request);
            chain.doFilter(new BufferedRequest(request, body), response);
        }
    }

    private byte[] read(HttpServletRequest request, BodyRule.Allowance allowed, BodyMemory.Lease lease)
            throws IOException {
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        boolean isFolded = "gzip".equalsIgnoreCase(encoding);
        if (encoding != null && !isFolded && !"identity".equalsIgnoreCase(encoding)) {
            throw Refusal.of(415, IssueType.NOTSUPPORTED, "The body's Content-Encoding must be gzip or none.")
                    .asFailure();
        }
        if (request.getContentLengthLong() > allowed.bytes()) {
            throw Body.tooLarge(allowed.bytes()).asFailure();
        }
        try (Delivery delivery = new Delivery(
                request.getInputStream(),
                () -> BodyProgress.hasCome(request),
                slowOnes,
                allowed.client(),
                allowed.slowOnes(),
                longest,
                System::nanoTime)) {
            return Body.read(delivery, isFolded, allowed.bytes(), lease);
        }
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return switch (request.getMethod()) {
            case "GET", "HEAD", "OPTIONS" -> true;
            default -> false;
        };
    }
}
