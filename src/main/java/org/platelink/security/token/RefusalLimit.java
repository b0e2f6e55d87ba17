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
 * Rate limit on refused token requests, against guessing of keys. Refused requests are counted per client id and
 * remote address together. After too many in a minute, the next refused one gets 429 with Retry-After
 * ({@link TokenAnswers}). So a wrongly configured client is told, and the other clients of its hospital, which share
 * its address, are not affected. Ten times as many, from one address under any names or under one name from anywhere,
 * count for all of that address or name.
 *
 * <p>A valid request is granted all the same, however many were refused before it. Otherwise anybody could lock a
 * client out by naming it, or by sending from its address.
 */
final class RefusalLimit extends OncePerRequestFilter {

    private static final Duration WHILE = Duration.ofMinutes(1);
    private static final String IN_SILENCE = RefusalLimit.class.getName() + ".inSilence";

    /**
     * How many misconfigured clients one address may have, and at how many addresses one client may be misconfigured.
     */
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

    /** Whether the refusal is to be left out of the audit trail: of many refusals, one a minute is recorded. */
    static boolean isInSilence(HttpServletRequest request) {
        return request.getAttribute(IN_SILENCE) != null;
    }

    private static boolean isUsedUp(Bucket count) {
        return count.getAvailableTokens() == 0;
    }

    private static Bucket bucket(Cache<String, Bucket> of, String owner, int capacity) {
        return of.get(owner, any -> Bucket.builder()
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
