package org.platelink.security.token;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jose.jwk.JWKSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.security.access.Role;
import org.platelink.security.access.Scopes;

class ClientTests {

    @ParameterizedTest
    @ValueSource(strings = {"mllp:x", "user:anna", "a b", ""})
    void noClientIsRegisteredUnderTheIdOfAPeerOfMllpOrAPerson(String id) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Client(
                        id,
                        Role.EHR,
                        "site-a",
                        Set.of("https://hospital.example/lab"),
                        Scopes.parse("system/Observation.cu"),
                        new JWKSet(),
                        null,
                        false,
                        null))
                .withMessageContaining("client's id");
    }
}
