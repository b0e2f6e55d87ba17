package org.platelink.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoredTextTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"resourceType\":\"Basic\",\"code\":{}} | {\"resourceType\":\"Basic\"} | \"code\":{}",
                "{\"resourceType\":\"Basic\"} | {\"resourceType\":\"Basic\"} | ~~",
                "{\"resourceType\":\"Basic\",\"meta\":{\"tag\":[{\"code\":\"}\"}]},\"code\":{}}"
                        + " | {\"resourceType\":\"Basic\",\"meta\":{\"tag\":[{\"code\":\"}\"}]}} | \"code\":{}",
                "{\"resourceType\":\"Basic\",\"meta\":{\"profile\":[\"x\"]}}"
                        + " | {\"resourceType\":\"Basic\",\"meta\":{\"profile\":[\"x\"]}} | ~~",
            })
    void aTextIsTakenApartAtItsMeta(String stored, String head, String members) {
        StoredText text = Objects.requireNonNull(StoredText.of("Basic", stored));
        assertThat(text.head()).isEqualTo(head);
        assertThat(text.members()).isEqualTo(members);
        assertThat(text.completing(head)).isEqualTo(stored);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"resourceType\":\"Basic\",\"id\":\"1\"}",
                "{\"resourceType\":\"Basic\",\"meta\":{},\"id\":\"1\"}",
                "{\"resourceType\":\"Patient\"}",
                "{\"code\":{},\"resourceType\":\"Basic\"}",
            })
    void aTextInAnotherFormIsLeftToHapi(String stored) {
        assertThat(StoredText.of("Basic", stored)).isNull();
    }
}
