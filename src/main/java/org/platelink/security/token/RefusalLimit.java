package org.platelink.security.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.platelink.platform.server.RateLimitMark;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Slows down who tries keys. Refused requests for tokens are counted for the client that they named at the address from which they
 * came; of whom there were too many in a minute, the next one that is refused gets 429 and how long to wait ({@link
 * TokenAnswers}). So one client that is set up wrongly is told so, and the others of its hospital, which come from the same
 * address, are not. Many more, under whatever names from one address or from wherever under one name, count for all of them.
 *
 * <p>A request that is good is granted all the same, however many were refused before it: anybody can name a client that is not
 * he, or come from the address of one, and would lock it out.
 */
final class RefusalLimit extends OncePerRequestFilter {

    private static final Duration WHILE = Duration.ofMinutes(1);
    private static final String IN_SILENCE = RefusalLimit.class.getName() + ".inSilence";

    /** How many wrong clients an address may have, and at how many addresses a client may be wrong. */
    private static final int AT_ONCE = 10;

    private final int refusals;
    private final Cache<String, Bucket> left = buckets();
    private final Cache<String, Bucket> toldOf = buckets();

    RefusalLimit(int refusals) {
        this.refusals = refusals;
    }

    private static Cache<String, Bucket> buckets() {
        return Caffeine.newBuilder()
                .maximumSize(100_000)
                .expireAfterAccess(WHILE.multipliedBy(2))
                .build();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String address = "address " + request.getRemoteAddr();
        String client = "client " + named(request);
        String both = "both " + client + " " + address;
        Bucket ofAddress = bucket(left, address, refusals * AT_ONCE);
        List<Bucket> counts =
                List.of(bucket(left, both, refusals), ofAddress, bucket(left, client, refusals * AT_ONCE));
        if (counts.stream().anyMatch(RefusalLimit::isUsedUp)) {
            RateLimitMark.mark(request, 1 + WHILE.toSeconds() / refusals);
            String told = isUsedUp(ofAddress) ? address : both;
            if (!bucket(toldOf, told, 1).tryConsume(1)) {
                request.setAttribute(IN_SILENCE, true);
            }
        }
        chain.doFilter(request, response);
        if (response.getStatus() >= 400) {
            counts.forEach(count -> count.tryConsume(1));
        }
    }

    /** Whether a refusal is one of many, of which one a minute is told to the audit trail. */
    static boolean isInSilence(HttpServletRequest request) {
        return request.getAttribute(IN_SILENCE) != null;
    }

    private static boolean isUsedUp(Bucket count) {
        return count.getAvailableTokens() == 0;
    }

    private static Bucket bucket(Cache<String, Bucket> of, String whose, int capacity) {
        return of.get(whose, any -> Bucket.builder()
                .addLimit(limit -> limit.capacity(capacity).refillGreedy(capacity, WHILE))
                .build());
    }

    private static String named(HttpServletRequest request) {
        try {
            String app = request.getParameter(OAuth2ParameterNames.CLIENT_ID);
            return app != null && request.getParameter(OAuth2ParameterNames.CLIENT_ASSERTION) == null
                    ? app
                    : new AssertionConverter().convert(request).getName();
        } catch (OAuth2AuthenticationException nobody) {
            return "";
        }
    }
}
