package org.platelink.safety;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.platelink.schedule.SubjectVisits;
import org.platelink.table.Table.Column;

/** The columns that say of which subject a row is. */
final class SubjectColumns {

    private SubjectColumns() {}

    /** These columns, and more after them. */
    static <T> List<Column<T>> and(Function<T, SubjectVisits> subject, List<Column<T>> more) {
        List<Column<T>> columns = new ArrayList<>();
        columns.add(new Column<>(
                "subject",
                row -> new Reference("ResearchSubject/" + subject.apply(row).subject())));
        columns.add(new Column<>("number", row -> text(subject.apply(row).number())));
        columns.add(new Column<>("site", row -> text(subject.apply(row).site())));
        columns.addAll(more);
        return columns;
    }

    static @Nullable Type text(@Nullable String text) {
        return text == null || text.isEmpty() ? null : new StringType(text);
    }

    static @Nullable Type reference(@Nullable String reference) {
        return reference == null ? null : new Reference(reference);
    }

    static @Nullable Type number(@Nullable Integer number) {
        return number == null ? null : new IntegerType(number);
    }

    static @Nullable Type day(@Nullable LocalDate day) {
        return day == null ? null : new DateType(day.toString());
    }
}
