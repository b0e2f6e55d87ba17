package org.platelink.trial.schedule;

import java.time.LocalDate;
import java.util.List;
import org.hl7.fhir.r4.model.BooleanType;
import org.platelink.platform.table.Cell;
import org.platelink.platform.table.Table;
import org.platelink.platform.table.Table.Column;
import org.platelink.trial.schedule.VisitColumns.Row;

/**
 * The table of {@code $upcoming-visits}: the visits that are due now or within some days.
 *
 * @param schedules the schedules of the subjects
 * @param days the number of days to look ahead, from the day of each schedule
 */
record UpcomingVisits(List<SubjectSchedule> schedules, int days) {

    private static final List<Column<Row>> COLUMNS = VisitColumns.and(List.of(
            new Column<>("projected", row -> row.visit().window().projected() ? new BooleanType(true) : null),
            new Column<>("contact", row -> Cell.text(row.visit().visit().contact()))));

    /** The visits, ordered by the last day on which they may take place. */
    Table visits() {
        return Table.of(
                "visit",
                COLUMNS,
                VisitColumns.rows(schedules).stream()
                        .filter(this::comes)
                        .sorted(VisitColumns.byLastDay())
                        .toList());
    }

    private boolean comes(Row row) {
        LocalDate end = row.schedule().asOf().plusDays(days);
        LocalDate opens = row.visit().window().opens();
        return row.visit().status().isOpen() && opens != null && !opens.isAfter(end);
    }
}
