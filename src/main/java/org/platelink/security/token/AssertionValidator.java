package org.platelink.security.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Validates the claims of a client assertion whose signature is good: issuer, subject, audience, expiry and replay.
 *
 * @param client the client's id, which must be its issuer and its subject
 * @param audiences the accepted audiences: the token endpoint, or the issuer. The assertion must name exactly one,
 *     because any other audience could forward it to this server
 * @param seen the assertions that were used before
 * @param clock the current time
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/client-confidential-asymmetric.html">SMART App Launch
 *     2.2, Client Authentication: Asymmetric</a>
 */
record AssertionValidator(String client, List<String> audiences, SeenAssertions seen, Clock clock)
        implements OAuth2TokenValidator<Jwt> {

    private static final Duration LONGEST_LIFE = Duration.ofMinutes(5);

    /** The tolerated clock skew of a client. */
    private static final Duration SKEW = Duration.ofSeconds(10);

    private static final int LONGEST_ID = 255;

    @Override
    public OAuth2TokenValidatorResult validate(Jwt assertion) {
        Instant now = clock.instant();
        Instant expires = assertion.getExpiresAt();
        String id = assertion.getId();
        if (!client.equals(assertion.getClaimAsString("iss")) || !client.equals(assertion.getSubject())) {
            return refused("iss and sub of the assertion must both be the client's id.");
        }
        if (assertion.getAudience() == null
                || assertion.getAudience().size() != 1
                || !audiences.contains(assertion.getAudience().get(0))) {
            return refused("aud of the assertion must be " + audiences.get(0) + " and nothing else.");
        }
        if (expires == null) {
            return refused("The assertion has no exp; it must expire within five minutes.");
        }
        if (!now.minus(SKEW).isBefore(expires)) {
            return refused("The assertion has expired; make a new one for each request, and check the clock.");
        }
        if (expires.isAfter(now.plus(LONGEST_LIFE).plus(SKEW))) {
            return refused("exp of the assertion is more than five minutes from now.");
        }
        if (assertion.getNotBefore() != null && assertion.getNotBefore().isAfter(now.plus(SKEW))) {
            return refused("nbf of the assertion is still to come; check the clock.");
        }
        if (id == null || id.isBlank() || id.length() > LONGEST_ID) {
            return refused("The assertion needs a jti that was never used, of at most " + LONGEST_ID + " characters.");
        }
        return seen.isNew(client, id, expires)
                ? OAuth2TokenValidatorResult.success()
                : refused("The assertion was used before; make a new one, with a new jti, for each request.");
    }

    private static OAuth2TokenValidatorResult refused(String sentence) {
        return OAuth2TokenValidatorResult.failure(new OAuth2Error(OAuth2ErrorCodes.INVALID_CLIENT, sentence, null));
    }
}
