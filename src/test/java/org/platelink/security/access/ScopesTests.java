package org.platelink.security.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScopesTests {

    @ParameterizedTest
    @CsvSource({
        // asked, granted, what is left
        "system/Observation.rs, system/Observation.cruds, system/Observation.rs",
        "system/Observation.cruds, system/Observation.rs, system/Observation.rs",
        "system/*.rs, system/Observation.crus, system/Observation.rs",
        "system/Patient.rs, system/*.rs, system/Patient.rs",
        "system/*.s, system/*.rs, system/*.s",
        "system/Observation.rs?category=laboratory, system/Observation.rs, system/Observation.rs?category=laboratory",
        "system/Observation.rs, system/Observation.rs?category=laboratory, system/Observation.rs?category=laboratory",
        "system/Observation.rs?a=1, system/Observation.rs?b=2, system/Observation.rs?a=1&b=2",
        "system/Observation.r system/Patient.s, system/*.rs, system/Observation.r system/Patient.s",
        "system/Patient.rs, system/Observation.rs, ''",
        "system/Patient.cu, system/Patient.rs, ''",
    })
    void aTokenGetsWhatIsAskedForAndGranted(String asked, String granted, String left) {
        assertThat(Scopes.parse(asked).within(Scopes.parse(granted))).hasToString(left);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "system/Observation",
                "system/Observation.",
                "system/Observation.sr",
                "system/Observation.rr",
                "system/Observation.reads",
                "system/Observation.Read",
                "system/Observation.read?category=laboratory",
                "system/Observation.**",
                "patient/Observation.read",
                "user/Observation.rs",
                "patient/Observation.rs",
                "system/observation.rs",
                "system/Observation.rs?",
                "system/Observation.rs?a=\"b\"",
                "openid",
            })
    void whatIsNoScopeIsRefused(String text) {
        assertThatThrownBy(() -> Scopes.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "system/Observation.read, system/Observation.rs",
        "system/Observation.write, system/Observation.cud",
        "system/Observation.*, system/Observation.cruds",
        "system/*.read, system/*.rs",
        "system/*.*, system/*.cruds",
    })
    void aScopeOfSmart1IsTheOneOfSmart2ThatGrantsTheSame(String first, String second) {
        assertThat(Scopes.parse(first)).isEqualTo(Scopes.parse(second)).hasToString(second);
    }

    @Test
    void ofAScopeOfSmart1AClientGetsWhatItMayHave() {
        Scopes granted = Scopes.parse("system/Observation.cu system/*.r");

        assertThat(Scopes.parse("system/Observation.write system/Patient.read").within(granted))
                .hasToString("system/Observation.cu system/Patient.r");
    }

    @Test
    void aTypeWithoutConditionIsReachedWhole() {
        Scopes scopes = Scopes.parse("system/Observation.rs?category=laboratory system/Observation.r");
        assertThat(scopes.conditions(Right.READ, "Observation")).isEmpty();
        assertThat(scopes.conditions(Right.SEARCH, "Observation")).containsExactly("category=laboratory");
        assertThat(scopes.grant(Right.UPDATE, "Observation")).isFalse();
        assertThat(scopes.grant(Right.READ, "Patient")).isFalse();
    }

    @Test
    void whatAnAppAsksOfAPersonIsReadAsWhatASystemAsks() {
        Scopes asked = Scopes.ofUser("user/*.read user/Observation.cu?category=laboratory");

        assertThat(asked.within(Scopes.parse("system/*.rs")).asOfUser()).containsExactly("user/*.rs");
        assertThat(asked.within(Scopes.parse("system/Observation.crus")).asOfUser())
                .containsExactly("user/Observation.rs", "user/Observation.cu?category=laboratory");
        assertThatThrownBy(() -> Scopes.ofUser("system/*.rs")).hasMessageContaining("user/");
        assertThatThrownBy(() -> Scopes.ofUser("user/Observation.sr")).hasMessageContaining("user/Observation.sr");
        assertThatThrownBy(() -> Scopes.parse("user/*.rs")).hasMessageContaining("system/");
    }
}
