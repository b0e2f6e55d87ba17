package org.platelink.platform.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DotSegmentFilterTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/fhir/Patient/a.b",
                "/fhir/Patient/...",
                "/fhir/$export",
                "/",
                "/registry/x/fhir-r4.json",
                "/a/.b"
            })
    void aPathWithoutStepsIsPlain(String path) {
        assertThat(DotSegmentFilter.isPlain(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ig/../fhir",
                "/ig/%2e%2e/fhir",
                "/ig/%2E./fhir",
                "/ig/./x",
                "/ig/..;a=b/fhir",
                "/ig/..",
                "/%2e/fhir"
            })
    void aPathWithStepsIsNot(String path) {
        assertThat(DotSegmentFilter.isPlain(path)).isFalse();
    }
}
