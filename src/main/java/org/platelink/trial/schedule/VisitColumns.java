package org.platelink.trial.schedule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Reference;
import org.platelink.platform.table.Cell;
import org.platelink.platform.table.Table.Column;

/** The table columns that identify the subject and visit of a row, and show when the visit is to take place. */
final class VisitColumns {

    private VisitColumns() {}

    /**
     * A row: a visit of a subject.
     *
     * @param schedule the subject's schedule
     * @param visit the visit
     */
    record Row(SubjectSchedule schedule, ScheduledVisit visit) {}

    static List<Row> rows(List<SubjectSchedule> schedules) {
        return schedules.stream()
                .flatMap(schedule -> schedule.visits().stream().map(visit -> new Row(schedule, visit)))
                .toList();
    }

    /** These columns, followed by more. */
    static List<Column<Row>> and(List<Column<Row>> more) {
        List<Column<Row>> columns = new ArrayList<>(List.of(
                new Column<>(
                        "subject",
                        row -> new Reference(
                                "ResearchSubject/" + row.schedule().subject().id())),
                new Column<>("number", row -> Cell.text(row.schedule().subject().number())),
                new Column<>("site", row -> Cell.text(row.schedule().subject().site())),
                new Column<>("state", row -> new CodeType(row.schedule().state().code())),
                new Column<>("visit", row -> Cell.text(row.visit().visit().action())),
                new Column<>("title", row -> Cell.text(row.visit().visit().title())),
                new Column<>("status", row -> new CodeType(row.visit().status().code())),
                new Column<>("target", row -> Cell.day(row.visit().window().target())),
                new Column<>("earliest", row -> Cell.day(row.visit().window().earliest())),
                new Column<>("latest", row -> Cell.day(row.visit().window().latest()))));
        columns.addAll(more);
        return columns;
    }

    /** Orders rows by the last day on which the visit may take place, then by subject number. */
    static Comparator<Row> byLastDay() {
        return Comparator.comparing((Row row) -> row.visit().window().ends())
                .thenComparing(row -> row.schedule().subject().number());
    }
}
