package org.platelink.security.token;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.platelink.security.access.Scopes;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AuthorizationCodeRequestAuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Reads an app's authorization request and narrows its scopes to what the signed-in person may grant. An app that
 * asks for everything gets what the person has.
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html">SMART App Launch 2.2,
 *     Scopes and Launch Context</a>
 */
final class AppRequests
        implements AuthenticationConverter, Consumer<OAuth2AuthorizationCodeRequestAuthenticationContext> {

    private static final String USER = "user/";

    /**
     * Scopes without resource rights that are granted as asked; any other is left out, as RFC 6749, section 3.3
     * allows.
     */
    private static final Set<String> BESIDE =
            Set.of(OidcScopes.OPENID, AppRefreshTokens.OFFLINE, AppRefreshTokens.ONLINE);

    private final AuthenticationConverter asSent = new OAuth2AuthorizationCodeRequestAuthenticationConverter();
    private final People people;
    private final String fhir;

    AppRequests(People people, String fhir) {
        this.people = people;
        this.fhir = fhir;
    }

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        if (!(asSent.convert(request) instanceof OAuth2AuthorizationCodeRequestAuthenticationToken sent)) {
            return null;
        }
        Authentication person = (Authentication) sent.getPrincipal();
        Optional<Scopes> own = person instanceof AnonymousAuthenticationToken
                ? Optional.empty()
                : people.find(person.getName()).map(found -> found.caller().scopes());
        if (own.isEmpty()) {
            return sent;
        }
        return new OAuth2AuthorizationCodeRequestAuthenticationToken(
                sent.getAuthorizationUri(),
                sent.getClientId(),
                person,
                sent.getRedirectUri(),
                sent.getState(),
                granted(sent.getScopes(), own.get()),
                sent.getAdditionalParameters());
    }

    /**
     * Intersects the requested scopes with the person's own. A scope that cannot be parsed stays, so that the error
     * response can name it.
     */
    private static Set<String> granted(Set<String> requested, Scopes own) {
        Set<String> granted = new LinkedHashSet<>();
        for (String scope : requested) {
            if (scope.startsWith(USER)) {
                granted.addAll(
                        read(scope).map(read -> read.within(own).asOfUser()).orElse(List.of(scope)));
            } else if (BESIDE.contains(scope)) {
                granted.add(scope);
            }
        }
        return granted;
    }

    private static Optional<Scopes> read(String scope) {
        try {
            return Optional.of(Scopes.ofUser(scope));
        } catch (IllegalArgumentException wrong) {
            return Optional.empty();
        }
    }

    /** The scopes of a token that grant resource rights: those that begin with {@code user/}. */
    static String rights(String scopes) {
        return String.join(
                " ",
                Arrays.stream(scopes.split(" "))
                        .filter(scope -> scope.startsWith(USER))
                        .toList());
    }

    @Override
    public void accept(OAuth2AuthorizationCodeRequestAuthenticationContext context) {
        OAuth2AuthorizationCodeRequestAuthenticationToken authorizationRequest = context.getAuthentication();
        Object audience = authorizationRequest.getAdditionalParameters().get("aud");
        if (audience != null && !audience.equals(fhir)) {
            throw refused(authorizationRequest, OAuth2ErrorCodes.INVALID_REQUEST, "aud must be " + fhir + ".");
        }
        for (String scope : authorizationRequest.getScopes()) {
            if (scope.startsWith(USER) && read(scope).isEmpty()) {
                throw refused(
                        authorizationRequest,
                        OAuth2ErrorCodes.INVALID_SCOPE,
                        "A scope is not of the form user/Type.cruds, such as user/Observation.rs.");
            }
        }
        if (authorizationRequest.getScopes().stream()
                .noneMatch(scope -> scope.startsWith(USER) || scope.equals(OidcScopes.OPENID))) {
            throw refused(
                    authorizationRequest,
                    OAuth2ErrorCodes.INVALID_SCOPE,
                    "Nothing of what was asked for can be given by this person; ask for scopes such as user/*.rs.");
        }
    }

    private static OAuth2AuthorizationCodeRequestAuthenticationException refused(
            OAuth2AuthorizationCodeRequestAuthenticationToken authorizationRequest, String code, String sentence) {
        return new OAuth2AuthorizationCodeRequestAuthenticationException(
                new OAuth2Error(code, sentence, null), authorizationRequest);
    }
}
