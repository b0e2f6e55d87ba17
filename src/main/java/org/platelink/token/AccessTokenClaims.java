package org.platelink.token;

import java.util.List;
import org.platelink.server.PublicAddress;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

/** What an access token says beside its times: for which server it is, and what the client's registration says. */
final class AccessTokenClaims implements OAuth2TokenCustomizer<JwtEncodingContext> {

    private final Clients clients;
    private final PublicAddress address;
    private final SecurityProperties properties;

    AccessTokenClaims(Clients clients, PublicAddress address, SecurityProperties properties) {
        this.clients = clients;
        this.address = address;
        this.properties = properties;
    }

    @Override
    public void customize(JwtEncodingContext context) {
        Client client =
                clients.find(context.getRegisteredClient().getClientId()).orElseThrow();
        context.getClaims().claims(claims -> {
            claims.put("aud", List.of(address.fhir()));
            claims.put("client_id", client.id());
            // RFC 9068: one text, with spaces; the library would make it a list.
            claims.put("scope", String.join(" ", context.getAuthorizedScopes()));
            claims.put(properties.roleClaim(), client.role().code());
            if (client.site() != null) {
                claims.put(properties.siteClaim(), client.site());
                claims.put(
                        properties.identifierSystemsClaim(),
                        client.identifierSystems().stream().sorted().toList());
            }
            if (client.charset() != null) {
                claims.put(properties.charsetClaim(), client.charset().name());
            }
        });
    }
}
