package org.platelink.security.token;

import java.security.Principal;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.platelink.security.token.Allowances.Allowance;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;

/**
 * {@link OAuth2AuthorizationService} of the authorization server, backed by {@link Allowances}. Nothing is stored for
 * the client credentials grant: such a token is self-contained and lives five minutes.
 */
final class Authorizations implements OAuth2AuthorizationService {

    private static final String STATE = OAuth2ParameterNames.STATE;
    private static final String REQUEST = OAuth2AuthorizationRequest.class.getName();

    /** Attribute: the refresh token that was presented, which is spent once a new one is issued. */
    private static final String SHOWN = Authorizations.class.getName() + ".shown";

    private static final String ADDRESS = "address";

    private final Allowances allowances;
    private final RegisteredClientRepository clients;
    private final People people;

    Authorizations(Allowances allowances, RegisteredClientRepository clients, People people) {
        this.allowances = allowances;
        this.clients = clients;
        this.people = people;
    }

    @Override
    public void save(OAuth2Authorization authorization) {
        if (AuthorizationGrantType.CLIENT_CREDENTIALS.equals(authorization.getAuthorizationGrantType())) {
            return;
        }
        String id = authorization.getId();
        String state = authorization.getAttribute(STATE);
        if (state != null) {
            allowances.ask(asked(authorization), state);
            return;
        }
        OAuth2Authorization.Token<OAuth2AuthorizationCode> code = authorization.getToken(OAuth2AuthorizationCode.class);
        OAuth2Authorization.Token<OAuth2RefreshToken> refresh = authorization.getRefreshToken();
        String shown = authorization.getAttribute(SHOWN);
        boolean noted;
        if (shown != null && refresh != null) {
            noted = allowances.rotate(id, shown, refresh.getToken().getTokenValue(), end(refresh.getToken()));
        } else if (code != null && code.isActive() && authorization.getAccessToken() == null) {
            noted = allowances.allow(
                    id,
                    String.join(" ", authorization.getAuthorizedScopes()),
                    code.getToken().getTokenValue(),
                    end(code.getToken()));
        } else if (authorization.getAccessToken() != null) {
            noted = allowances.exchange(
                    id,
                    refresh == null ? null : refresh.getToken().getTokenValue(),
                    refresh == null
                            ? Instant.now().plus(RegisteredClients.LIFE).plus(RegisteredClients.LIFE)
                            : end(refresh.getToken()));
        } else {
            // The code was presented by another client.
            noted = false;
        }
        if (!noted) {
            allowances.end(id);
            throw new OAuth2AuthenticationException(new OAuth2Error(
                    OAuth2ErrorCodes.INVALID_GRANT, "It was used before, so all that came of it has ended.", null));
        }
    }

    private static Instant end(org.springframework.security.oauth2.core.OAuth2Token token) {
        Instant end = token.getExpiresAt();
        return end == null ? Instant.now() : end;
    }

    private static Allowance asked(OAuth2Authorization authorization) {
        OAuth2AuthorizationRequest request = authorization.getAttribute(REQUEST);
        if (request == null) {
            throw new IllegalStateException("An authorization without its request.");
        }
        Map<String, String> requestParameters = new LinkedHashMap<>();
        request.getAdditionalParameters().forEach((name, value) -> requestParameters.put(name, String.valueOf(value)));
        requestParameters.put(ADDRESS, request.getAuthorizationUri());
        requestParameters.put(OAuth2ParameterNames.REDIRECT_URI, String.valueOf(request.getRedirectUri()));
        requestParameters.put(OAuth2ParameterNames.SCOPE, String.join(" ", request.getScopes()));
        if (request.getState() != null) {
            requestParameters.put(STATE, request.getState());
        }
        Instant now = Instant.now();
        return new Allowance(
                authorization.getId(),
                authorization.getRegisteredClientId(),
                authorization.getPrincipalName(),
                requestParameters,
                "",
                now,
                now.plus(RegisteredClients.TO_DECIDE),
                false,
                null,
                false);
    }

    @Override
    public void remove(OAuth2Authorization authorization) {
        allowances.end(authorization.getId());
    }

    @Override
    public @Nullable OAuth2Authorization findById(String id) {
        return null;
    }

    @Override
    public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
        return switch (type == null ? "" : type.getValue()) {
            case OAuth2ParameterNames.STATE ->
                allowances
                        .byState(token)
                        .flatMap(this::begun)
                        .map(found -> found.attribute(STATE, token).build())
                        .orElse(null);
            case OAuth2ParameterNames.CODE ->
                allowances.byCode(token).flatMap(found -> ofCode(found, token)).orElse(null);
            case OAuth2ParameterNames.REFRESH_TOKEN ->
                allowances
                        .byRefresh(token)
                        .flatMap(found -> ofRefresh(found, token))
                        .or(() -> replayed(token))
                        .orElse(null);
            default -> null;
        };
    }

    private Optional<OAuth2Authorization> ofCode(Allowance found, String code) {
        if (found.codeUsed()) {
            allowances.end(found.id());
            return Optional.empty();
        }
        return begun(found).map(authorization -> authorization
                .token(new OAuth2AuthorizationCode(code, found.began(), found.codeUntil()))
                .build());
    }

    private Optional<OAuth2Authorization> ofRefresh(Allowance found, String refresh) {
        return begun(found).map(authorization -> {
            if (Set.of(found.scopes().split(" ")).contains(OidcScopes.OPENID)) {
                // The library reads claims from the last ID token that the next one has as well; none is stored, so
                // this is a placeholder.
                authorization.token(new OidcIdToken("-", found.began(), found.ends(), Map.of("sub", found.login())));
            }
            return authorization
                    .attribute(SHOWN, refresh)
                    .refreshToken(new OAuth2RefreshToken(refresh, found.began(), found.ends()))
                    .build();
        });
    }

    private Optional<OAuth2Authorization> replayed(String refresh) {
        allowances.bySpentRefresh(refresh).ifPresent(found -> allowances.end(found.id()));
        return Optional.empty();
    }

    /**
     * Rebuilds the authorization of an allowance that is still valid. Ends the allowance if it is over, if the app
     * was revoked, or if the person is gone or has a {@code since} later than the allowance.
     */
    private Optional<OAuth2Authorization.Builder> begun(Allowance found) {
        RegisteredClient app = clients.findById(found.app());
        boolean same = people.find(found.login())
                .filter(person -> !found.began().isBefore(person.since()))
                .isPresent();
        if (found.over() || app == null || !same) {
            allowances.end(found.id());
            return Optional.empty();
        }
        return Optional.of(OAuth2Authorization.withRegisteredClient(app)
                .id(found.id())
                .principalName(found.login())
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .authorizedScopes(words(found.scopes()))
                .attribute(
                        Principal.class.getName(),
                        UsernamePasswordAuthenticationToken.authenticated(found.login(), null, List.of()))
                .attribute(AppRefreshTokens.BEGAN, found.began())
                .attribute(REQUEST, request(found)));
    }

    private static OAuth2AuthorizationRequest request(Allowance found) {
        Map<String, String> requestParameters = new LinkedHashMap<>(found.asked());
        OAuth2AuthorizationRequest.Builder request = OAuth2AuthorizationRequest.authorizationCode()
                .clientId(found.app())
                .authorizationUri(String.valueOf(requestParameters.remove(ADDRESS)))
                .redirectUri(String.valueOf(requestParameters.remove(OAuth2ParameterNames.REDIRECT_URI)))
                .scopes(words(String.valueOf(requestParameters.remove(OAuth2ParameterNames.SCOPE))))
                .state(requestParameters.remove(STATE));
        return request.additionalParameters(Map.copyOf(requestParameters)).build();
    }

    private static Set<String> words(String scopes) {
        return scopes.isEmpty() ? Set.of() : new LinkedHashSet<>(Arrays.asList(scopes.split(" ")));
    }
}
