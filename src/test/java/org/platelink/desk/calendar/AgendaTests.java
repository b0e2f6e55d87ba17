package org.platelink.desk.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AgendaTests {

    private static final LocalDate TODAY = LocalDate.parse("2026-12-02");

    @Test
    void overdueComesFirstAndTheRestByWeek() {
        Agenda agenda = Agenda.of(
                List.of(
                        visit("4", "b", "2026-12-14", "", ""),
                        visit("3", "b", "2026-12-01", "2026-11-28", "2026-12-04"),
                        visit("2", "a", "2026-12-03", "", ""),
                        visit("1", "a", "2026-11-20", "", "")),
                TODAY);

        assertThat(agenda.overdue()).extracting(UpcomingVisit::number).containsExactly("1");
        assertThat(agenda.weeks())
                .extracting(Agenda.Week::monday)
                .containsExactly(LocalDate.parse("2026-11-30"), LocalDate.parse("2026-12-14"));
        assertThat(agenda.weeks().get(0).visits())
                .as("a window that is open is not overdue; by site, then by day")
                .extracting(UpcomingVisit::number)
                .containsExactly("2", "3");
    }

    @Test
    void aVisitWithoutADayIsToday() {
        UpcomingVisit visit = visit("1", "a", "", "", "");

        assertThat(visit.isOverdue(TODAY)).isFalse();
        assertThat(visit.day(TODAY)).isEqualTo(TODAY);
    }

    private static UpcomingVisit visit(String number, String site, String target, String earliest, String latest) {
        return UpcomingVisit.of(Map.of(
                "subject", "ResearchSubject/s" + number,
                "number", number,
                "site", site,
                "visit", "v",
                "title", "Visit",
                "status", "due",
                "target", target,
                "earliest", earliest,
                "latest", latest));
    }
}
