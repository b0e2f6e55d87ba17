package org.platelink.security.loopback;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.platelink.security.access.Caller;

/**
 * Store of the tokens that authenticate loopback requests: random, kept in this process alone, and valid for five
 * minutes.
 */
final class LoopbackTokens {

    private static final String PREFIX = "loopback.";
    private static final int BYTES = 32;
    private static final int MOST = 100_000;

    private final SecureRandom random = new SecureRandom();
    private final Cache<String, Grant> grants = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(Duration.ofMinutes(5))
            .build();

    /**
     * The identity that a token stands for.
     *
     * @param caller the caller as whom it asks
     * @param address the network address of the browser on whose behalf it asks
     */
    record Grant(Caller caller, String address) {}

    String grant(Caller caller, String address) {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        String token = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        grants.put(token, new Grant(caller, address));
        return token;
    }

    void end(String token) {
        grants.invalidate(token);
    }

    /** The identity of the token in an Authorization header; empty if it is not a valid loopback token. */
    Optional<Grant> of(@Nullable String authorization) {
        return authorization != null && authorization.startsWith("Bearer " + PREFIX)
                ? Optional.ofNullable(grants.getIfPresent(authorization.substring("Bearer ".length())))
                : Optional.empty();
    }
}
