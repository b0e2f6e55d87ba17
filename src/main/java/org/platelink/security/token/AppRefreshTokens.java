package org.platelink.security.token;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;

/**
 * Generates refresh tokens for apps that were granted {@code offline_access} or {@code online_access}. The library
 * issues none to public clients. Here each token is good for one use, and a replayed one ends the whole
 * authorization.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2">RFC 9700, Best Current Practice for OAuth 2.0
 *     Security</a>
 */
final class AppRefreshTokens implements OAuth2TokenGenerator<OAuth2RefreshToken> {

    static final String OFFLINE = "offline_access";
    static final String ONLINE = "online_access";

    /** The attribute of an authorization that holds when the person was asked. */
    static final String BEGAN = AppRefreshTokens.class.getName() + ".began";

    /** How long a refresh token may stay unused. */
    private static final Duration UNUSED = Duration.ofDays(30);

    /**
     * The longest total time with {@code offline_access}; then the person is asked again, however often tokens were
     * refreshed.
     */
    private static final Duration LONGEST = Duration.ofDays(180);

    /** The longest total time with {@code online_access}: as long as a session of the desk. */
    private static final Duration A_WORKING_DAY = Duration.ofHours(12);

    private static final int BYTES = 32;

    private final SecureRandom random = new SecureRandom();

    @Override
    public @Nullable OAuth2RefreshToken generate(OAuth2TokenContext context) {
        OAuth2Authorization authorization = context.getAuthorization();
        if (!OAuth2TokenType.REFRESH_TOKEN.equals(context.getTokenType()) || authorization == null) {
            return null;
        }
        Set<String> scopes = authorization.getAuthorizedScopes();
        Instant now = Instant.now();
        Instant asked = authorization.getAttribute(BEGAN);
        Instant began = asked == null ? now : asked;
        Instant unused = now.plus(UNUSED);
        Instant longest = began.plus(scopes.contains(OFFLINE) ? LONGEST : A_WORKING_DAY);
        Instant end = unused.isBefore(longest) ? unused : longest;
        if (!scopes.contains(OFFLINE) && !scopes.contains(ONLINE)) {
            return null;
        }
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        return new OAuth2RefreshToken(Base64.getUrlEncoder().withoutPadding().encodeToString(secret), now, end);
    }
}
