package org.platelink.security.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AppTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://app.example.org/callback?of=us",
                "http://127.0.0.1:8888/callback",
                "http://127.0.0.1/",
                "http://[::1]:3838/callback",
                "org.example.app:/callback"
            })
    void aBrowserMayBeSentBackThere(String uri) {
        assertThat(new App("app", "Curves (R)", Set.of(uri)).redirectUris()).containsExactly(uri);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://app.example.org/callback",
                "http://localhost:8888/callback",
                "https://app.example.org/callback#there",
                "https://us@app.example.org/callback",
                "https:/callback",
                "javascript:alert(1)",
                "data:text/html,x",
                "myapp:/callback",
                "/callback",
                "not a uri"
            })
    void andNotThere(String uri) {
        assertThatThrownBy(() -> new App("app", "Curves", Set.of(uri)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("redirect URI");
    }

    @Test
    void itsPagesAreThoseOfItsAddresses() {
        App app =
                new App("app", "Curves", Set.of("https://app.example.org/callback", "http://127.0.0.1:8888/callback"));

        assertThat(app.isOf("https://app.example.org")).isTrue();
        assertThat(app.isOf("http://127.0.0.1:51234")).isTrue();
        assertThat(app.isOf("https://app.example.org:8443")).isFalse();
        assertThat(app.isOf("http://app.example.org")).isFalse();
        assertThat(app.isOf("https://evil.example.org")).isFalse();
        assertThat(app.isOf("null")).isFalse();
    }

    @Test
    void aNameIsOneThatPeopleCanRead() {
        assertThatThrownBy(() -> new App("app", "<b>Platelink</b>", Set.of("https://app.example.org/")))
                .hasMessageContaining("needs a name");
    }
}
