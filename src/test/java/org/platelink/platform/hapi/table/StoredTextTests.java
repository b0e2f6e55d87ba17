package org.platelink.platform.hapi.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.hl7.fhir.r4.model.Basic;
import org.junit.jupiter.api.Test;
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
    }

    @Test
    void aCarrierHasTheTextWithItsOwnIdAndMeta() {
        Basic carrier = new Basic();
        carrier.setId("Basic/b-1/_history/7");
        carrier.getMeta().setVersionId("7").setSource("urn:a\"b#1");
        carrier.getMeta().getLastUpdatedElement().setValueAsString("2026-01-05T09:00:00.120+08:00");
        Objects.requireNonNull(StoredText.of("Basic", "{\"resourceType\":\"Basic\",\"code\":{\"text\":\"x\"}}"))
                .putInto(carrier, ",\"profile\":[\"p\"]");
        assertThat(StoredText.whole(carrier))
                .isEqualTo("{\"resourceType\":\"Basic\",\"id\":\"b-1\",\"meta\":{\"versionId\":\"7\","
                        + "\"lastUpdated\":\"2026-01-05T09:00:00.120+08:00\",\"source\":\"urn:a\\\"b#1\","
                        + "\"profile\":[\"p\"]},\"code\":{\"text\":\"x\"}}");
    }

    @Test
    void aResourceOfItsOwnCarriesNothing() {
        assertThat(StoredText.isCarriedBy(new Basic())).isFalse();
        assertThat(StoredText.whole(new Basic())).isNull();
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
