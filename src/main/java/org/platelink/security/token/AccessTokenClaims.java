package org.platelink.security.token;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.PublicAddress;
import org.platelink.security.access.Caller;
import org.platelink.security.access.Role;
import org.platelink.security.token.People.Person;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

/**
 * Adds the application claims to issued JWTs: audience, client id, scope, role, site and identifier systems. For the
 * client credentials grant they come from the client's registration; for an app they come from the person it asks
 * for.
 */
final class AccessTokenClaims implements OAuth2TokenCustomizer<JwtEncodingContext> {

    /**
     * The claim with the id of the {@link Allowances.Allowance} under which the token was issued; once that has
     * ended, the token is refused.
     */
    static final String ALLOWANCE = "platelink_allowance";

    private final Clients clients;
    private final People people;
    private final PublicAddress address;
    private final SecurityProperties properties;

    AccessTokenClaims(Clients clients, People people, PublicAddress address, SecurityProperties properties) {
        this.clients = clients;
        this.people = people;
        this.address = address;
        this.properties = properties;
    }

    @Override
    public void customize(JwtEncodingContext context) {
        if (AuthorizationGrantType.CLIENT_CREDENTIALS.equals(context.getAuthorizationGrantType())) {
            ofClient(context);
            return;
        }
        Person person = people.find(context.getPrincipal().getName())
                .orElseThrow(() -> new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT));
        if (OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
            ofApp(context, person);
        } else {
            context.getClaims().subject(person.caller().client());
            context.getClaims().claim("name", person.name());
            context.getClaims().claim("preferred_username", person.login());
        }
    }

    private void ofClient(JwtEncodingContext context) {
        Client client =
                clients.find(context.getRegisteredClient().getClientId()).orElseThrow();
        context.getClaims().claims(claims -> {
            say(claims, client.id(), context, client.role(), client.site(), client.identifierSystems());
            if (client.charset() != null) {
                claims.put(properties.charsetClaim(), client.charset().name());
            }
        });
    }

    private void ofApp(JwtEncodingContext context, Person person) {
        Caller caller = person.caller();
        context.getClaims().claims(claims -> {
            claims.put("sub", caller.client());
            OAuth2Authorization allowed = context.getAuthorization();
            if (allowed != null) {
                claims.put(ALLOWANCE, allowed.getId());
            }
            say(
                    claims,
                    context.getRegisteredClient().getClientId(),
                    context,
                    caller.role(),
                    caller.site(),
                    caller.identifierSystems());
        });
    }

    private void say(
            Map<String, Object> claims,
            String client,
            JwtEncodingContext context,
            Role role,
            @Nullable String site,
            Set<String> identifierSystems) {
        claims.put("aud", List.of(address.fhir()));
        claims.put("client_id", client);
        // RFC 9068: scope is one string with spaces; the library would make it a list.
        claims.put("scope", String.join(" ", context.getAuthorizedScopes()));
        claims.put(properties.roleClaim(), role.code());
        if (site != null) {
            claims.put(properties.siteClaim(), site);
            claims.put(
                    properties.identifierSystemsClaim(),
                    identifierSystems.stream().sorted().toList());
        }
    }
}
