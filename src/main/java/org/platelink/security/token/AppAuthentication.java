package org.platelink.security.token;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Authenticates apps (public clients) at the token endpoint. An app keeps no secret: an authorization code is proven
 * by its PKCE code verifier, which the library checks; a refresh token is itself the proof and is good for one use.
 */
final class AppAuthentication implements AuthenticationConverter, AuthenticationProvider {

    private static final Set<String> GRANTS = Set.of(
            AuthorizationGrantType.AUTHORIZATION_CODE.getValue(), AuthorizationGrantType.REFRESH_TOKEN.getValue());

    private final RegisteredClientRepository clients;
    private final Allowances allowances;

    AppAuthentication(RegisteredClientRepository clients, Allowances allowances) {
        this.clients = clients;
        this.allowances = allowances;
    }

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        String grant = request.getParameter(OAuth2ParameterNames.GRANT_TYPE);
        if (grant == null
                || !GRANTS.contains(grant)
                || request.getParameter(OAuth2ParameterNames.CLIENT_ASSERTION_TYPE) != null) {
            return null;
        }
        if (request.getQueryString() != null) {
            throw refused("The address has a query; send everything in the body, as a form.");
        }
        Map<String, Object> sent = new LinkedHashMap<>();
        request.getParameterMap().forEach((name, values) -> {
            if (values.length > 1) {
                throw refused("A parameter was sent more than once.");
            }
            sent.put(name, values[0]);
        });
        if (request.getHeader(HttpHeaders.AUTHORIZATION) != null
                || sent.containsKey(OAuth2ParameterNames.CLIENT_SECRET)) {
            throw refused("An app keeps no secret; leave the Authorization header and client_secret out.");
        }
        Object id = sent.remove(OAuth2ParameterNames.CLIENT_ID);
        if (id == null) {
            // RFC 6749 lets a refresh request leave client_id out, and SMART's own client does; the refresh token
            // tells which app it belongs to.
            id = allowances
                    .appOf(String.valueOf(sent.get(OAuth2ParameterNames.REFRESH_TOKEN)))
                    .orElseThrow(() -> refused("client_id is missing."));
        }
        if (grant.equals(AuthorizationGrantType.AUTHORIZATION_CODE.getValue()) && !sent.containsKey("code_verifier")) {
            throw new OAuth2AuthenticationException(
                    new OAuth2Error(OAuth2ErrorCodes.INVALID_GRANT, "code_verifier is missing.", null));
        }
        return new OAuth2ClientAuthenticationToken(id.toString(), ClientAuthenticationMethod.NONE, null, sent);
    }

    /**
     * Authenticates refresh token requests; authorization code requests are left to the library, so null is returned
     * for them.
     */
    @Override
    public @Nullable Authentication authenticate(Authentication authentication) {
        OAuth2ClientAuthenticationToken clientAuthentication = (OAuth2ClientAuthenticationToken) authentication;
        Object grant = clientAuthentication.getAdditionalParameters().get(OAuth2ParameterNames.GRANT_TYPE);
        if (!ClientAuthenticationMethod.NONE.equals(clientAuthentication.getClientAuthenticationMethod())
                || !AuthorizationGrantType.REFRESH_TOKEN.getValue().equals(grant)) {
            return null;
        }
        RegisteredClient app = clients.findByClientId(clientAuthentication.getName());
        if (app == null || !app.getClientAuthenticationMethods().contains(ClientAuthenticationMethod.NONE)) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
        }
        return new OAuth2ClientAuthenticationToken(app, ClientAuthenticationMethod.NONE, null);
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return OAuth2ClientAuthenticationToken.class.isAssignableFrom(authentication);
    }

    private static OAuth2AuthenticationException refused(String sentence) {
        return new OAuth2AuthenticationException(new OAuth2Error(OAuth2ErrorCodes.INVALID_REQUEST, sentence, null));
    }
}
