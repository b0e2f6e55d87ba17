package org.platelink.trial.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.platelink.trial.schedule.SubjectVisitLines;
import org.platelink.trial.schedule.SubjectVisits;

/** The second infusion is 6 to 8 days after the first, which is given on the 10th: from the 16th to the 18th. */
class VisitAlertsTests {

    @ParameterizedTest
    @CsvSource({
        "2026-03-15, 2, ''",
        "2026-03-16, 2, window-closing",
        "2026-03-18, 2, window-closing",
        "2026-03-17, 0, ''",
        "2026-03-18, 0, window-closing",
        "2026-03-19, 2, visit-missed",
    })
    void aWindowClosesAndIsOver(String today, int days, String code) {
        List<String> codes = VisitAlerts.of(treated(today), days).stream()
                .filter(alert -> alert.cause().equals("infusion-2"))
                .map(alert -> alert.code().code())
                .toList();

        assertThat(codes).isEqualTo(code.isEmpty() ? List.of() : List.of(code));
    }

    @Test
    void theSentenceIsTheSameOnEveryDay() {
        assertThat(VisitAlerts.of(treated("2026-03-16"), 2).get(0).sentence())
                .isEqualTo(VisitAlerts.of(treated("2026-03-17"), 2).get(0).sentence());
    }

    private static SubjectVisits treated(String today) {
        return SubjectVisitLines.of("s", today, SUBJECT);
    }

    private static final String[] SUBJECT = {
        "screening since 2026-03-01",
        "eligible since 2026-03-05",
        "on-study-intervention since 2026-03-10",
        "dose infusion-1 on 2026-03-10"
    };
}
