package org.platelink.security.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.token.DefaultOAuth2TokenContext;

class AppRefreshTokensTests {

    private final AppRefreshTokens tokens = new AppRefreshTokens();

    @Test
    void oneEndsAfterThirtyDaysWithoutUseAndAllAfterHalfAYear() {
        assertThat(daysLeft("offline_access", 0)).isEqualTo(30);
        assertThat(daysLeft("offline_access", 100)).isEqualTo(30);
        assertThat(daysLeft("offline_access", 170)).isEqualTo(10);
    }

    @Test
    void whoIsThereIsForAWorkingDay() {
        OAuth2RefreshToken token = made("online_access", Instant.now().minus(Duration.ofHours(11)));

        assertThat(token.getExpiresAt())
                .isBetween(Instant.now().plusSeconds(3500), Instant.now().plusSeconds(3700));
    }

    @Test
    void noneIsMadeThatWasNotAllowed() {
        assertThat(made("user/*.rs", Instant.now())).isNull();
    }

    private long daysLeft(String scope, int before) {
        OAuth2RefreshToken token = made(scope, Instant.now().minus(Duration.ofDays(before)));
        return Duration.between(Instant.now(), token.getExpiresAt().plusSeconds(60))
                .toDays();
    }

    private OAuth2RefreshToken made(String scope, Instant began) {
        RegisteredClient app = RegisteredClient.withId("app")
                .clientId("app")
                .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
                .build();
        OAuth2Authorization allowed = OAuth2Authorization.withRegisteredClient(app)
                .principalName("ada")
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .authorizedScopes(Set.of(scope))
                .attribute(AppRefreshTokens.BEGAN, began)
                .build();
        return tokens.generate(DefaultOAuth2TokenContext.builder()
                .registeredClient(app)
                .authorization(allowed)
                .tokenType(OAuth2TokenType.REFRESH_TOKEN)
                .build());
    }
}
