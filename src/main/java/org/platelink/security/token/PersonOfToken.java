package org.platelink.security.token;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.platelink.security.access.Caller;
import org.platelink.security.access.Scopes;
import org.platelink.security.token.People.Person;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/**
 * Resolves an app's token, issued by this server, to the person for whom the app asks. The caller has the rights that
 * the person has now, restricted to those that the app was granted.
 */
final class PersonOfToken {

    private final People people;
    private final Allowances allowances;
    private final boolean ownIssuer;

    /**
     * @param ownIssuer whether this server issues the tokens itself; the people of an external issuer are not known
     *     here
     */
    PersonOfToken(People people, Allowances allowances, boolean ownIssuer) {
        this.people = people;
        this.allowances = allowances;
        this.ownIssuer = ownIssuer;
    }

    boolean isOf(Jwt token) {
        return ownIssuer && token.hasClaim(AccessTokenClaims.ALLOWANCE);
    }

    CallerAuthentication read(Jwt token, String app) {
        String subject = String.valueOf(token.getSubject());
        Person person = people.find(subject.substring(subject.indexOf(':') + 1))
                .filter(found -> isSince(found.since(), token.getIssuedAt()))
                .orElseThrow(() -> refused("The person may not sign in any more, or has to again."));
        if (!allowances.isGoing(token.getClaimAsString(AccessTokenClaims.ALLOWANCE))) {
            throw refused("The token came of something that was ended; ask the person again.");
        }
        String rights = AppRequests.rights(String.valueOf(token.getClaimAsString("scope")));
        if (rights.isEmpty()) {
            throw refused("The token grants no rights here; it only says who the person is.");
        }
        Caller caller = person.caller().by(app, Scopes.ofUser(rights));
        return new CallerAuthentication(caller, person.demo());
    }

    private static boolean isSince(Instant since, @Nullable Instant issued) {
        // Token times have seconds precision.
        return issued != null && !issued.isBefore(since.truncatedTo(ChronoUnit.SECONDS));
    }

    private static InvalidBearerTokenException refused(String sentence) {
        return new InvalidBearerTokenException(sentence);
    }
}
