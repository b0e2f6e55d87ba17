package org.platelink.trial.analysis;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * Typed reader of a tuple that an expression returned. Null means unknown. A value of another type than requested is
 * a fault of the library, and gives an {@link IllegalStateException}.
 *
 * @param values the values by name
 */
public record Row(Map<?, ?> values) {

    static Row of(@Nullable Object value) {
        return new Row(cast("the expression", value, Map.class));
    }

    public @Nullable String text(String name) {
        return optional(name, String.class);
    }

    /** The value of a mandatory text. */
    public String said(String name) {
        return cast(name, values.get(name), String.class);
    }

    public @Nullable LocalDate day(String name) {
        return optional(name, LocalDate.class);
    }

    public @Nullable Boolean flag(String name) {
        return optional(name, Boolean.class);
    }

    public @Nullable Integer number(String name) {
        return optional(name, Integer.class);
    }

    /** A copy of a quantity, as recorded. */
    public @Nullable Quantity quantity(String name) {
        Quantity recorded = optional(name, Quantity.class);
        return recorded == null ? null : recorded.copy();
    }

    /** A mandatory nested tuple. */
    public Row row(String name) {
        return of(values.get(name));
    }

    /** The tuples of a list; empty if it is null. */
    public List<Row> rows(String name) {
        return list(name).map(Row::of).toList();
    }

    /** The distinct texts of a list; empty if it is null. */
    public List<String> texts(String name) {
        return list(name)
                .filter(Objects::nonNull)
                .map(one -> cast(name, one, String.class))
                .distinct()
                .toList();
    }

    private Stream<?> list(String name) {
        List<?> list = optional(name, List.class);
        return list == null ? Stream.of() : list.stream();
    }

    private <T> @Nullable T optional(String name, Class<T> type) {
        return values.get(name) == null ? null : cast(name, values.get(name), type);
    }

    private static <T> T cast(String name, @Nullable Object value, Class<T> type) {
        if (!type.isInstance(value)) {
            throw new IllegalStateException(name + " is not a " + type.getSimpleName());
        }
        return type.cast(value);
    }
}
