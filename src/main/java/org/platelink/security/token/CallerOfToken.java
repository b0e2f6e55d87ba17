package org.platelink.security.token;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.platelink.security.access.Caller;
import org.platelink.security.access.CallerIdPrefix;
import org.platelink.security.access.Role;
import org.platelink.security.access.Scopes;
import org.platelink.security.access.SenderCharset;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/**
 * Converts a verified JWT into the authentication of the {@link Caller} that it identifies. Signature, times, issuer
 * and audience were checked before. A token that lacks the client, its role or a role's site claims is refused with
 * {@link InvalidBearerTokenException}, and so is one of a revoked client.
 */
final class CallerOfToken implements Converter<Jwt, AbstractAuthenticationToken> {

    private final SecurityProperties properties;
    private final KnownClients knownClients;
    private final PersonOfToken persons;

    CallerOfToken(SecurityProperties properties, KnownClients knownClients, PersonOfToken persons) {
        this.properties = properties;
        this.knownClients = knownClients;
        this.persons = persons;
    }

    @Override
    public AbstractAuthenticationToken convert(Jwt token) {
        String client = client(token);
        if (CallerIdPrefix.isReserved(client)) {
            throw refused(
                    "The token's client has an id with the prefix of people or of laboratory systems over MLLP, or"
                            + " is called as the server itself; have the issuer give it another id.");
        }
        Role role = Role.of(String.valueOf(token.getClaimAsString(properties.roleClaim())))
                .orElseThrow(() -> refused("The token's claim " + properties.roleClaim() + " names no role."));
        String site = token.getClaimAsString(properties.siteClaim());
        List<String> systems = token.getClaimAsStringList(properties.identifierSystemsClaim());
        if (role.ofASite() && (site == null || systems == null || systems.isEmpty())) {
            throw refused("The role " + role.code() + " needs the claims " + properties.siteClaim() + " and "
                    + properties.identifierSystemsClaim() + ".");
        }
        if (!knownClients.isKnown(client)) {
            throw refused("The client was revoked.");
        }
        if (!knownClients.stillTakes(client, token.getIssuedAt())) {
            throw refused("The client's keys were replaced since; ask for a new token.");
        }
        if (persons.isOf(token)) {
            return persons.read(token, client);
        }
        return new CallerAuthentication(new Caller(
                client, role, site, systems == null ? Set.of() : Set.copyOf(systems), scopes(token), charset(token)));
    }

    private @Nullable Charset charset(Jwt token) {
        String named = token.getClaimAsString(properties.charsetClaim());
        try {
            return named == null ? null : SenderCharset.of(named);
        } catch (IllegalArgumentException wrong) {
            throw refused("The token's claim " + properties.charsetClaim() + " cannot be used: " + wrong.getMessage());
        }
    }

    /** The claim with the client's id: {@code client_id} in RFC 9068, {@code azp} in Keycloak. */
    private static String client(Jwt token) {
        for (String claim : List.of("client_id", "azp")) {
            @Nullable String client = token.getClaimAsString(claim);
            if (client != null && !client.isBlank()) {
                return client;
            }
        }
        throw refused("The token names no client.");
    }

    /**
     * Parses the SMART system scopes. An external issuer may add other scopes; those are ignored and grant nothing
     * here.
     */
    private static Scopes scopes(Jwt token) {
        Object claim = token.getClaim("scope");
        String all = claim instanceof List<?> list
                ? String.join(" ", list.stream().map(String::valueOf).toList())
                : String.valueOf(claim);
        try {
            return Scopes.parse(String.join(
                    " ",
                    List.of(all.split(" ")).stream()
                            .filter(scope -> scope.startsWith("system/"))
                            .toList()));
        } catch (IllegalArgumentException wrong) {
            throw refused("The token's scopes cannot be read: " + wrong.getMessage());
        }
    }

    private static InvalidBearerTokenException refused(String sentence) {
        return new InvalidBearerTokenException(sentence);
    }
}
