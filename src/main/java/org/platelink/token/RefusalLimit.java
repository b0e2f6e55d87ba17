package org.platelink.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Slows down who tries keys: an address whose requests for tokens were refused too often in a minute gets 429 and how long
 * to wait. Requests that were granted cost nothing.
 */
final class RefusalLimit extends OncePerRequestFilter {

    private static final Duration WHILE = Duration.ofMinutes(1);

    private final int refusals;
    private final Cache<String, Bucket> left = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterAccess(WHILE.multipliedBy(2))
            .build();

    RefusalLimit(int refusals) {
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Bucket bucket = left.get(request.getRemoteAddr(), address -> Bucket.builder()
                .addLimit(limit -> limit.capacity(refusals).refillGreedy(refusals, WHILE))
                .build());
        if (bucket.getAvailableTokens() == 0) {
            response.setStatus(429);
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(1 + WHILE.toSeconds() / refusals));
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            response.getWriter()
                    .write("{\"error\":\"invalid_request\",\"error_description\":\"Too many requests for tokens from"
                            + " this address were refused; wait, and mend what the refusals say.\"}");
            return;
        }
        chain.doFilter(request, response);
        if (response.getStatus() >= 400) {
            bucket.tryConsume(1);
        }
    }
}
