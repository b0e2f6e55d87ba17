package org.platelink.security.user;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.platform.server.PublicAddress;

class RelyingPartyTests {

    @ParameterizedTest
    @CsvSource({
        "https://trial.example.org, trial.example.org, https://trial.example.org",
        "https://Trial.Example.org:8443/, trial.example.org, https://trial.example.org:8443",
        "http://localhost:8080, localhost, http://localhost:8080",
        "http://desk.localhost:8080, desk.localhost, http://desk.localhost:8080"
    })
    void itIsTheHostOfThePublicAddress(String url, String id, String origin) {
        assertThat(RelyingParty.of(new PublicAddress(url))).contains(new RelyingParty(id, origin));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://192.0.2.7",
                "https://[2001:db8::7]:8443",
                "http://127.0.0.1:8080",
                "http://[::1]:8080",
                "http://trial.example.org",
                "http://notlocalhost:8080"
            })
    void noBrowserTakesAPasskeyOfANumberOrWithoutTls(String url) {
        assertThat(RelyingParty.of(new PublicAddress(url))).isEmpty();
    }

    @Test
    void aHostThatIsNoneHasNone() {
        assertThat(RelyingParty.of(new PublicAddress("https://under_score.example.org")))
                .isEmpty();
    }
}
