package org.platelink.security.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.platelink.security.access.Role;
import org.platelink.security.user.Accounts.Result;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.mock.web.MockHttpSession;

class PasskeyCeremoniesTests {

    private static final User PERSON = new User("l.chen", "L. Chen", Role.ADMIN, null, Instant.EPOCH, false);

    private final DriverManagerDataSource nowhere = new DriverManagerDataSource();
    private final Passkeys passkeys = new Passkeys(JdbcClient.create(nowhere), nowhere);

    @Test
    void whereTheAddressCarriesNoneNothingIsAskedForAndNothingAccepted() {
        PasskeyCeremonies ceremonies = new PasskeyCeremonies(passkeys, Optional.empty());

        assertThat(ceremonies.creation(PERSON, new MockHttpSession())).isEmpty();
        assertThat(ceremonies.request("l.chen", new MockHttpSession())).isEmpty();
        assertThat(ceremonies.add(PERSON, "Key", "{}", new MockHttpSession())).isEqualTo(Result.WRONG);
        assertThat(ceremonies.verify("l.chen", "{}", new MockHttpSession())).isEqualTo(Result.WRONG);
    }

    @Test
    void withoutAChallengeNothingIsAccepted() {
        PasskeyCeremonies ceremonies = new PasskeyCeremonies(
                passkeys, Optional.of(new RelyingParty("trial.example.org", "https://trial.example.org")));

        assertThat(ceremonies.add(PERSON, "Key", "{}", new MockHttpSession())).isEqualTo(Result.WRONG);
        assertThat(ceremonies.verify("l.chen", "{}", new MockHttpSession())).isEqualTo(Result.WRONG);
        assertThat(ceremonies.verify("l.chen", "x".repeat(20_000), new MockHttpSession()))
                .isEqualTo(Result.WRONG);
    }
}
