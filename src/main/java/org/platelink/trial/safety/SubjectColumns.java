package org.platelink.trial.safety;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.hl7.fhir.r4.model.Reference;
import org.platelink.platform.table.Cell;
import org.platelink.platform.table.Table.Column;
import org.platelink.trial.schedule.SubjectVisits;

/** The table columns that identify the subject of a row. */
final class SubjectColumns {

    private SubjectColumns() {}

    /** These columns, followed by more. */
    static <T> List<Column<T>> and(Function<T, SubjectVisits> subject, List<Column<T>> more) {
        List<Column<T>> columns = new ArrayList<>();
        columns.add(new Column<>(
                "subject",
                row -> new Reference("ResearchSubject/" + subject.apply(row).subject())));
        columns.add(new Column<>("number", row -> Cell.text(subject.apply(row).number())));
        columns.add(new Column<>("site", row -> Cell.text(subject.apply(row).site())));
        columns.addAll(more);
        return columns;
    }
}
