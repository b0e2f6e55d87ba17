package org.platelink.laboratory.intake.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ResultTimestampTests {

    @Test
    void whatWasIssuedLaterIsNewerWhateverCameFirst() {
        assertThat(stamp("10:00", "12:00", 9).isBefore(stamp("11:00", "11:30", 1)))
                .isTrue();
        assertThat(stamp("11:00", "11:30", 1).isBefore(stamp("10:00", "12:00", 9)))
                .isFalse();
    }

    @Test
    void ofTwoThatWereIssuedAtOnceTheOneSentLaterIsNewerAndOfThoseTheOneThatCameLater() {
        assertThat(stamp("10:00", "10:05", 9).isBefore(stamp("10:00", "10:06", 1)))
                .isTrue();
        assertThat(stamp("10:00", "10:05", 1).isBefore(stamp("10:00", "10:05", 2)))
                .isTrue();
        assertThat(stamp("10:00", "10:05", 2).isBefore(stamp("10:00", "10:05", 1)))
                .isFalse();
    }

    @Test
    void whereOneDoesNotSayWhenItWasIssuedTheOneThatCameLaterIsNewer() {
        assertThat(stamp("10:00", "10:05", 2).isBefore(stamp(null, null, 1))).isFalse();
        assertThat(stamp(null, null, 1).isBefore(stamp("10:00", "10:05", 2))).isTrue();
        assertThat(stamp("10:00", "10:05", 1).isBefore(stamp(null, null, 2))).isTrue();
    }

    private static ResultTimestamp stamp(@Nullable String issued, @Nullable String sent, long arrival) {
        return new ResultTimestamp(instant(issued), instant(sent), arrival);
    }

    private static @Nullable Instant instant(@Nullable String time) {
        return time == null ? null : Instant.parse("2026-03-02T" + time + ":00Z");
    }
}
