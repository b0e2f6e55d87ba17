package org.platelink.platform.table;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.hl7.fhir.r4.model.UriType;
import org.jspecify.annotations.Nullable;

/**
 * Table with named columns, which can be written as FHIR Parameters or as CSV (RFC 4180).
 *
 * @param name the name of a row's parameter in Parameters
 * @param columns the names of the columns, in order
 * @param rows one value for each column; null for an empty cell
 */
public record Table(String name, List<String> columns, List<@Nullable Type[]> rows) {

    /**
     * A column whose values are computed from the object of a row.
     *
     * @param name the name of the column
     * @param value the value for an object; null for an empty cell
     */
    public record Column<T>(String name, Function<T, @Nullable Type> value) {}

    /** Builds a table with one row for each object. */
    public static <T> Table of(String name, List<Column<T>> columns, List<T> what) {
        return new Table(
                name,
                columns.stream().map(Column::name).toList(),
                what.stream()
                        .map(one -> columns.stream()
                                .map(column -> column.value().apply(one))
                                .toArray(Type[]::new))
                        .toList());
    }

    /** The table as Parameters: one parameter for each row, with a part for each value that is not empty. */
    public Parameters asParameters() {
        Parameters parameters = new Parameters();
        addTo(parameters);
        return parameters;
    }

    /** Adds the rows to existing Parameters. */
    public void addTo(Parameters parameters) {
        for (Type[] row : rows) {
            ParametersParameterComponent parameter = parameters.addParameter().setName(name);
            for (int i = 0; i < row.length; i++) {
                if (row[i] != null) {
                    parameter.addPart().setName(columns.get(i)).setValue(row[i]);
                }
            }
        }
    }

    /** The table as a CSV file in a Binary, which the server returns as the file itself. */
    public Binary asCsv() {
        StringBuilder text = new StringBuilder();
        try (CSVPrinter printer = new CSVPrinter(
                text,
                CSVFormat.RFC4180
                        .builder()
                        .setHeader(columns.toArray(String[]::new))
                        .build())) {
            for (Type[] row : rows) {
                for (Type value : row) {
                    printer.print(plain(value));
                }
                printer.println();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        Binary csv = new Binary();
        csv.setContentType("text/csv;charset=utf-8");
        csv.setData(text.toString().getBytes(StandardCharsets.UTF_8));
        return csv;
    }

    /** Whether the client asks for CSV, by {@code _format} or Accept. */
    public static boolean isWantedAsCsv(RequestDetails request) {
        String[] format = request.getParameters().get("_format");
        if (format != null && format.length > 0) {
            return format[0].toLowerCase(Locale.ROOT).contains("csv");
        }
        String accept = request.getHeader("Accept");
        return accept != null && accept.toLowerCase(Locale.ROOT).contains("text/csv");
    }

    private static @Nullable String plain(@Nullable Type value) {
        if (value instanceof Reference reference) {
            return reference.getReference();
        }
        String text = value == null ? null : value.primitiveValue();
        // Codes, titles and sentences are text; numbers, days and flags are not.
        return value instanceof StringType || value instanceof UriType
                ? text == null ? null : SpreadsheetText.guarded(text)
                : text;
    }
}
