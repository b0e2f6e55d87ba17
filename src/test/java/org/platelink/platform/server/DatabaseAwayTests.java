package org.platelink.platform.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.SocketException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAwayTests {

    @ParameterizedTest
    @ValueSource(strings = {"08001", "08006", "57P01", "57P03", "57014", "53300"})
    void failuresOfTheDatabaseAreTold(String code) {
        assertThat(DatabaseAway.isCauseOf(new IllegalStateException(new SQLException("x", code))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "40001", "42601", "22003"})
    void failuresOfWhatWasAskedAreNot(String code) {
        assertThat(DatabaseAway.isCauseOf(new IllegalStateException(new SQLException("x", code))))
                .isFalse();
    }

    @Test
    void aPoolThatGivesNoConnectionIsOneAndACircleOfCausesIsNone() {
        assertThat(DatabaseAway.isCauseOf(new SQLTransientConnectionException("x")))
                .isTrue();
        assertThat(DatabaseAway.isCauseOf(new SQLException("x", new SocketException("reset"))))
                .isTrue();
        Exception one = new Exception();
        one.initCause(new Exception(one));
        assertThat(DatabaseAway.isCauseOf(one)).isFalse();
        assertThat(DatabaseAway.isCauseOf(null)).isFalse();
    }
}
