package org.platelink.security.token;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/** {@link RegisteredClientRepository} of the authorization server, backed by {@link Clients} and {@link Apps}. */
final class RegisteredClients implements RegisteredClientRepository {

    /** Lifetime of access tokens; SMART allows at most five minutes. */
    static final Duration LIFE = Duration.ofMinutes(5);

    /** How long a person may take to decide on the consent page. */
    static final Duration TO_DECIDE = Duration.ofMinutes(15);

    private static final Duration CODE_LIFE = Duration.ofMinutes(1);

    private final Clients clients;
    private final Apps apps;

    RegisteredClients(Clients clients, Apps apps) {
        this.clients = clients;
        this.apps = apps;
    }

    @Override
    public @Nullable RegisteredClient findByClientId(String id) {
        return clients.find(id)
                .map(RegisteredClients::registered)
                .or(() -> apps.find(id).map(RegisteredClients::registered))
                .orElse(null);
    }

    @Override
    public @Nullable RegisteredClient findById(String id) {
        return findByClientId(id);
    }

    private static RegisteredClient registered(Client client) {
        return RegisteredClient.withId(client.id())
                .clientId(client.id())
                .clientAuthenticationMethod(ClientAuthenticationMethod.PRIVATE_KEY_JWT)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                // Says only that the client signs instead of sending a secret; {@code AssertionDecoders} decides
                // which algorithms are accepted.
                .clientSettings(ClientSettings.builder()
                        .tokenEndpointAuthenticationSigningAlgorithm(SignatureAlgorithm.RS384)
                        .build())
                .tokenSettings(
                        TokenSettings.builder().accessTokenTimeToLive(LIFE).build())
                .build();
    }

    /** A public client, without a secret: PKCE (RFC 7636) proves that it is the same app throughout. */
    private static RegisteredClient registered(App app) {
        return RegisteredClient.withId(app.id())
                .clientId(app.id())
                .clientName(app.name())
                .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
                .redirectUris(uris -> uris.addAll(app.redirectUris()))
                .clientSettings(ClientSettings.builder()
                        .requireProofKey(true)
                        .requireAuthorizationConsent(true)
                        .build())
                .tokenSettings(TokenSettings.builder()
                        .accessTokenTimeToLive(LIFE)
                        .authorizationCodeTimeToLive(CODE_LIFE)
                        .reuseRefreshTokens(false)
                        .build())
                .build();
    }

    @Override
    public void save(RegisteredClient client) {
        throw new UnsupportedOperationException("Clients are added by the administration.");
    }
}
