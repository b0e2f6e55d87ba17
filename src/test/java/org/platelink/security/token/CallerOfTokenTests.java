package org.platelink.security.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/** Clients of an external issuer, which gives them their ids. */
class CallerOfTokenTests {

    private final CallerOfToken callers = new CallerOfToken(
            new Binder(new MapConfigurationPropertySource(Map.of()))
                    .bindOrCreate("platelink.security", SecurityProperties.class),
            KnownClients.all(),
            new PersonOfToken(null, null, false));

    private static Jwt of(String client) {
        return Jwt.withTokenValue("token")
                .header("alg", "RS256")
                .issuedAt(Instant.now())
                .claim("azp", client)
                .claim("platelink_role", "ehr")
                .claim("platelink_site", "site-a")
                .claim("platelink_identifier_systems", List.of("https://hospital.example/lab"))
                .claim("scope", "system/Observation.cu")
                .build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ehr-a", "https://hospital.example/ehr", "mllp", "MLLP:x", "user"})
    void theIssuerNamesItsClients(String client) {
        assertThat(((CallerAuthentication) callers.convert(of(client))).caller().client())
                .isEqualTo(client);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mllp:x", "mllp:", "user:anna"})
    void noClientIsNamedLikeAPeerOfMllpOrAPerson(String client) {
        assertThatExceptionOfType(InvalidBearerTokenException.class)
                .isThrownBy(() -> callers.convert(of(client)))
                .withMessageContaining("another id");
    }

    @Test
    void aTokenWithoutAClientIsRefused() {
        assertThatExceptionOfType(InvalidBearerTokenException.class)
                .isThrownBy(() -> callers.convert(of(" ")))
                .withMessageContaining("names no client");
    }
}
