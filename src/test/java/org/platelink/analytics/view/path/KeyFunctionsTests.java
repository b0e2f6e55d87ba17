package org.platelink.analytics.view.path;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFunctionsTests {

    private static final String LONGEST = "a".repeat(64);

    private static Item reference(String text) {
        return new Item(
                ElementTypes.RESOURCE,
                null,
                JsonNodeFactory.instance.objectNode().put("reference", text));
    }

    @ParameterizedTest
    @CsvSource({"Patient/p, p", "Patient/p-1.A, p-1.A", "Patient/p/_history/2, p"})
    void aRelativeReferenceLeadsToItsId(String text, String id) {
        assertThat(KeyFunctions.key(reference(text), null)).isEqualTo(id);
        assertThat(KeyFunctions.key(reference(text), "Patient")).isEqualTo(id);
        assertThat(KeyFunctions.key(reference(text), "Pat")).isNull();
        assertThat(KeyFunctions.key(reference(text), "PatientX")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "#p",
                "p",
                "P/p",
                "patient/p",
                "Patient/",
                "Patient/p/",
                "Patient/p q",
                "Patient/p/_history/",
                "Patient/p/_history/2/3",
                "Patient/_history/2",
                "Pat1ent/p",
                "https://x.example/Patient/p",
                "urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0"
            })
    void noOtherReferenceLeadsToAKey(String text) {
        assertThat(KeyFunctions.key(reference(text), null)).isNull();
    }

    @Test
    void anIdIsNoLongerThanFhirLetsItBe() {
        assertThat(KeyFunctions.key(reference("Patient/" + LONGEST), null)).isEqualTo(LONGEST);
        assertThat(KeyFunctions.key(reference("Patient/b" + LONGEST), null)).isNull();
    }
}
