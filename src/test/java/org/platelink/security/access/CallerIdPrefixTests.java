package org.platelink.security.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallerIdPrefixTests {

    @ParameterizedTest
    @ValueSource(strings = {"server", "Server", "public", "PUBLIC", "user:x", "mllp:x"})
    void noClientIsCalledAsACallerOfTheServersOwn(String id) {
        assertThat(CallerIdPrefix.isReserved(id)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"server-1", "my-server", "publications", "users", "ehr-demo"})
    void anyOtherNameIsFree(String id) {
        assertThat(CallerIdPrefix.isReserved(id)).isFalse();
    }
}
