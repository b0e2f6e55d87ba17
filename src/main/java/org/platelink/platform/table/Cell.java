package org.platelink.platform.table;

import java.time.LocalDate;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/** Factory of table cells: a Java value as a FHIR type; null for an empty cell. */
public final class Cell {

    private Cell() {}

    /** A text cell; null if the text is empty. */
    public static @Nullable Type text(@Nullable String text) {
        return text == null || text.isEmpty() ? null : new StringType(text);
    }

    public static @Nullable Type day(@Nullable LocalDate day) {
        return day == null ? null : new DateType(day.toString());
    }

    public static @Nullable Type number(@Nullable Integer number) {
        return number == null ? null : new IntegerType(number);
    }

    public static @Nullable Type flag(@Nullable Boolean flag) {
        return flag == null ? null : new BooleanType(flag);
    }

    public static @Nullable Type reference(@Nullable String reference) {
        return reference == null ? null : new Reference(reference);
    }
}
