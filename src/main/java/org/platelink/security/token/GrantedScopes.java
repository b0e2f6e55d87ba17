package org.platelink.security.token;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.platelink.security.access.Scopes;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Converts a client credentials request and reduces its scopes to those that the client may have. The library
 * compares scopes as strings, but SMART scopes are ordered: a client that may have {@code system/Observation.cruds}
 * may ask for {@code system/Observation.rs}.
 */
final class GrantedScopes implements AuthenticationConverter {

    private final Clients clients;

    GrantedScopes(Clients clients) {
        this.clients = clients;
    }

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        String grant = request.getParameter(OAuth2ParameterNames.GRANT_TYPE);
        if (!AuthorizationGrantType.CLIENT_CREDENTIALS.getValue().equals(grant)) {
            return null;
        }
        Authentication authenticated = SecurityContextHolder.getContext().getAuthentication();
        Client client = clients.find(authenticated.getName())
                .orElseThrow(() -> new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT));
        if (client.demo() && !LocalRequests.sent(request)) {
            throw new OAuth2AuthenticationException(
                    new OAuth2Error(OAuth2ErrorCodes.UNAUTHORIZED_CLIENT, LocalRequests.SENTENCE, null));
        }
        Scopes granted;
        try {
            String asked = request.getParameter(OAuth2ParameterNames.SCOPE);
            granted = Scopes.parse(asked == null ? "" : asked).within(client.scopes());
        } catch (IllegalArgumentException wrong) {
            throw refused(String.valueOf(wrong.getMessage()));
        }
        if (granted.isEmpty()) {
            throw refused("Nothing of what was asked for may be granted to this client, which may have "
                    + client.scopes() + ".");
        }
        Set<String> scopes = new LinkedHashSet<>(List.of(granted.toString().split(" ")));
        return new OAuth2ClientCredentialsAuthenticationToken(authenticated, scopes, Map.of());
    }

    private static OAuth2AuthenticationException refused(String sentence) {
        return new OAuth2AuthenticationException(new OAuth2Error(OAuth2ErrorCodes.INVALID_SCOPE, sentence, null));
    }
}
