package org.platelink.trial.subject;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartialDateTests {

    @ParameterizedTest
    @CsvSource({
        "2026, 2026-01-01, 2026-12-31",
        "2026-02, 2026-02-01, 2026-02-28",
        "2028-02, 2028-02-01, 2028-02-29",
        "2026-03-04, 2026-03-04, 2026-03-04"
    })
    void hasAFirstAndALastDay(String text, LocalDate first, LocalDate last) {
        assertThat(PartialDate.of(text)).isEqualTo(new PartialDate(text, first, last));
    }

    @Test
    void isBeforeADayOnlyWithAllItsDays() {
        LocalDate day = LocalDate.of(2026, 3, 10);

        assertThat(PartialDate.of("2026-02").isBefore(day)).isTrue();
        assertThat(PartialDate.of("2026-03").isBefore(day)).isFalse();
        assertThat(PartialDate.of("2026-03").isAfter(day)).isFalse();
        assertThat(PartialDate.of("2026-04").isAfter(day)).isTrue();
        assertThat(PartialDate.of("2026-03-10").isBefore(day)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "26", "2026-13", "2026-02-30", "2026-3-4", "2026-03-04T08:00:00Z", "soon"})
    void isNothingElse(String text) {
        assertThat(PartialDate.isOne(text)).isFalse();
    }

    @Test
    void isTheDayAtTheSiteOfATimeElsewhere() {
        assertThat(PartialDate.of("2026-02-02T23:30:00Z", ZoneId.of("Asia/Shanghai"))
                        .text())
                .isEqualTo("2026-02-03");
        assertThat(PartialDate.of("2026-02", ZoneId.of("Asia/Shanghai")).day()).isEmpty();
    }
}
