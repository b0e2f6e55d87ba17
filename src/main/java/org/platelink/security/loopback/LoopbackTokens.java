package org.platelink.security.loopback;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.platelink.security.access.Caller;

/** The tokens by which requests to itself are known: random, of this process alone, and good for some minutes. */
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
     * Whose a token is.
     *
     * @param caller who asks by it
     * @param address the network address of the browser for which it asks
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

    /** Whose the token of an Authorization header is; empty if it is none of these. */
    Optional<Grant> of(@Nullable String authorization) {
        return authorization != null && authorization.startsWith("Bearer " + PREFIX)
                ? Optional.ofNullable(grants.getIfPresent(authorization.substring("Bearer ".length())))
                : Optional.empty();
    }
}
