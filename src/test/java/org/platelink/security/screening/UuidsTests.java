package org.platelink.security.screening;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UuidsTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0b6f1a5e-0086-4123-8123-45678901234a | '\0'",
                "urn:uuid:00861234-5678-5123-8123-45678901234A | 'urn:uuid:\0'",
                "see 3f2a1234-5678-7abc-bdef-001234567890, repeated | 'see \0, repeated'",
            })
    void areLeftOutWhereTheyAreMadeOfChance(String text, String rest) {
        assertThat(Uuids.leftOut(text)).isEqualTo(rest);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00000000-0000-0000-0000-000000123456",
                "00000000-0000-2000-8000-000000123456",
                "00000000-0000-8000-8000-000000123456",
                "0b6f1a5e-0086-4123-8123-45678901234a-123456",
                "x0b6f1a5e-0086-4123-8123-45678901234a",
                "0b6f1a5e-0086-4123-7123-45678901234a",
                "number SYN-778899",
                "",
            })
    void allElseIsReadAsItIs(String text) {
        assertThat(Uuids.leftOut(text)).isEqualTo(text);
    }
}
