package org.platelink.trial.schedule;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.table.Cell;
import org.platelink.platform.table.Table;
import org.platelink.platform.table.Table.Column;
import org.platelink.trial.schedule.VisitColumns.Row;

/**
 * The tables of {@code $visit-compliance}: how the visits of the subjects complied with the protocol.
 *
 * @param schedules the schedules of the subjects
 */
record Compliance(List<SubjectSchedule> schedules) {

    private static final List<Column<Row>> COLUMNS = VisitColumns.and(List.of(
            new Column<>(
                    "actual",
                    row -> row.visit().actual() == null
                            ? null
                            : new DateType(row.visit().actual().text())),
            new Column<>(
                    "deviation",
                    row -> row.visit().deviation() == null
                            ? null
                            : new IntegerType(Math.toIntExact(row.visit().deviation()))),
            new Column<>("reason", row -> Cell.text(row.visit().reason())),
            new Column<>("deviationCode", row -> Cell.text(codes(row.visit()))),
            new Column<>("version", row -> Cell.text(row.visit().version()))));

    private static @Nullable String codes(ScheduledVisit visit) {
        String codes = visit.deviationCodes().stream().map(DeviationCode::code).collect(Collectors.joining(" "));
        return codes.isEmpty() ? null : codes;
    }

    /** The number of subjects for which a visit has a status. */
    private record Count(String visit, VisitStatus status, int subjects) {}

    /** Every visit of every subject. */
    Table visits() {
        return Table.of("visit", COLUMNS, VisitColumns.rows(schedules));
    }

    /** The visits that were outside their windows, missed, or out of their order. */
    Table deviations() {
        return Table.of(
                "deviation",
                COLUMNS,
                VisitColumns.rows(schedules).stream()
                        .filter(row -> row.visit().isDeviation())
                        .toList());
    }

    /** For each visit of the protocol and each status, the number of subjects. */
    Table counts() {
        Map<String, Map<VisitStatus, Integer>> counted = new LinkedHashMap<>();
        schedules.forEach(schedule -> schedule.visits().forEach(visit -> counted.computeIfAbsent(
                        visit.visit().action(), absent -> new EnumMap<>(VisitStatus.class))
                .merge(visit.status(), 1, Integer::sum)));
        List<Count> counts = new ArrayList<>();
        counted.forEach(
                (visit, of) -> of.forEach((status, subjects) -> counts.add(new Count(visit, status, subjects))));
        return Table.of(
                "count",
                List.of(
                        new Column<>("visit", count -> new StringType(count.visit())),
                        new Column<>(
                                "status", count -> new CodeType(count.status().code())),
                        new Column<>("subjects", count -> new IntegerType(count.subjects()))),
                counts);
    }

    Parameters asParameters() {
        Parameters all = new Parameters();
        visits().addTo(all);
        deviations().addTo(all);
        counts().addTo(all);
        return all;
    }
}
