package org.platelink.platform.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryStringFilterTests {

    @ParameterizedTest
    @ValueSource(strings = {"", "a=b", "code=http://loinc.org%7C777-3", "a=100%25", "a=%E6%82%A3"})
    void aQueryIsPlain(String query) {
        assertThat(QueryStringFilter.isPlain(query)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%zz", "a=%", "a=%1", "%", "_id=%00", "_id=a%00b"})
    void anEscapeThatIsNoneIsNot(String query) {
        assertThat(QueryStringFilter.isPlain(query)).isFalse();
    }
}
