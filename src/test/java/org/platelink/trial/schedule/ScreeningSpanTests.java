package org.platelink.trial.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ScreeningSpanTests {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final LocalDate AGAIN = LocalDate.parse("2026-04-01");
    private static final ScreeningSpan FIRST = new ScreeningSpan(null, AGAIN);
    private static final ScreeningSpan SECOND = new ScreeningSpan(AGAIN, null);

    private static VisitRecord visit(@Nullable String start) {
        return new VisitRecord("Encounter", "e", "finished", null, null, null, start, null, false, null);
    }

    /** How many of them a record is one of; it is always one. */
    private static List<ScreeningSpan> of(@Nullable String start) {
        return Stream.of(FIRST, SECOND)
                .filter(one -> one.holds(visit(start), ZONE))
                .toList();
    }

    @Test
    void givesEachRecordToTheScreeningOfItsDayAtTheSite() {
        assertThat(of("2026-03-31")).containsExactly(FIRST);
        assertThat(of("2026-03-31T15:59:59Z")).containsExactly(FIRST);
        assertThat(of("2026-03-31T16:00:00Z")).containsExactly(SECOND);
        assertThat(of("2026-04-01")).containsExactly(SECOND);
        assertThat(of("2019-01-01")).containsExactly(FIRST);
        assertThat(of("2026-03")).containsExactly(FIRST);
        assertThat(of("2026-04")).containsExactly(SECOND);
    }

    @Test
    void givesWhatIsOnlyPlannedToTheCurrentOne() {
        assertThat(of(null)).containsExactly(SECOND);
    }

    @Test
    void looksAtAnEarlierOneNoLaterThanTheDayBeforeTheNext() {
        assertThat(FIRST.asOf(LocalDate.parse("2026-03-30"))).isEqualTo("2026-03-30");
        assertThat(FIRST.asOf(LocalDate.parse("2026-03-31"))).isEqualTo("2026-03-31");
        assertThat(FIRST.asOf(AGAIN)).isEqualTo("2026-03-31");
        assertThat(SECOND.asOf(AGAIN)).isEqualTo("2026-04-01");
    }

    @Test
    void givesAResultOfBeforeToNoVisitOfTheNewOne() {
        assertThat(SECOND.isBefore(LocalDate.parse("2026-03-31"))).isTrue();
        assertThat(SECOND.isBefore(AGAIN)).isFalse();
        assertThat(FIRST.isBefore(LocalDate.parse("1990-01-01"))).isFalse();
    }
}
