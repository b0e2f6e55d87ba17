package org.platelink.trial.schedule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Reference;
import org.platelink.platform.table.Cell;
import org.platelink.platform.table.Table.Column;

/** The columns that say of which subject and visit a row is, and when the visit is to take place. */
final class VisitColumns {

    private VisitColumns() {}

    /**
     * A visit of a subject.
     *
     * @param schedule the subject's
     * @param visit the visit
     */
    record Row(SubjectSchedule schedule, ScheduledVisit visit) {}

    static List<Row> rows(List<SubjectSchedule> schedules) {
        return schedules.stream()
                .flatMap(schedule -> schedule.visits().stream().map(visit -> new Row(schedule, visit)))
                .toList();
    }

    /** These columns, and more after them. */
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

    /** By the day on which they must have taken place; by subject on the same one. */
    static Comparator<Row> byLastDay() {
        return Comparator.comparing((Row row) -> row.visit().window().ends())
                .thenComparing(row -> row.schedule().subject().number());
    }
}
