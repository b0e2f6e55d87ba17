package org.platelink.platform.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RawCharactersTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "code=http://loinc.org|777-3;code=http://loinc.org%7C777-3",
                "value-quantity=lt30||10^9/L;value-quantity=lt30%7C%7C10%5E9/L",
                "a={x}[y]\\\"<>`;a=%7Bx%7D%5By%5D%5C%22%3C%3E%60",
                "a=b%7Cc&d=%;a=b%7Cc&d=%",
            })
    void areEscapedAndNothingElseIs(String sent, String escaped) {
        assertThat(RawCharacters.escaped(sent)).isEqualTo(escaped);
    }

    @Test
    void anEscapeMeansTheCharacter() {
        assertThat(URLDecoder.decode(RawCharacters.escaped(RawCharacters.TAKEN), StandardCharsets.UTF_8))
                .isEqualTo(RawCharacters.TAKEN);
    }
}
