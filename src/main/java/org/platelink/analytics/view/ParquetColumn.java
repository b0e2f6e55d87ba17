package org.platelink.analytics.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/**
 * Maps a column to a Parquet type and writes its values. The type follows from the view's {@code ansi/type} tag or,
 * without one, from the FHIR type as SQL on FHIR maps it (default type mappings). By these a decimal is a text, with
 * the digits with which it was sent.
 */
final class ParquetColumn {

    /** How a value is represented in Parquet. */
    private enum Form {
        TEXT,
        TRUTH,
        INT,
        BIGINT,
        DOUBLE,
        DECIMAL,
        DATE,
        TIMESTAMP
    }

    private static final Set<String> INTEGERS = Set.of("integer", "positiveInt", "unsignedInt");
    private static final Pattern DECIMAL =
            Pattern.compile("(?:DECIMAL|NUMERIC|DEC)\\s*\\(\\s*(\\d{1,2})\\s*(?:,\\s*(\\d{1,2})\\s*)?\\)");
    private static final int MOST_DIGITS = 38;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Column column;
    private final Form form;
    private final int precision;
    private final int scale;

    ParquetColumn(Column column) {
        this.column = column;
        String sql = column.sqlType() == null ? "" : column.sqlType().trim().toUpperCase(Locale.ROOT);
        Matcher decimal = DECIMAL.matcher(sql);
        if (decimal.matches() && Integer.parseInt(decimal.group(1)) <= MOST_DIGITS) {
            this.form = Form.DECIMAL;
            this.precision = Integer.parseInt(decimal.group(1));
            this.scale = decimal.group(2) == null ? 0 : Integer.parseInt(decimal.group(2));
        } else {
            this.form = form(sql, column.type() == null ? "" : column.type());
            this.precision = 0;
            this.scale = 0;
        }
    }

    private static Form form(String sql, String fhir) {
        String bare = sql.replaceAll("\\(.*\\)", "").trim();
        return switch (bare) {
            case "BOOLEAN" -> Form.TRUTH;
            case "TINYINT", "SMALLINT", "INT", "INTEGER" -> Form.INT;
            case "BIGINT" -> Form.BIGINT;
            case "REAL", "FLOAT", "DOUBLE", "DOUBLE PRECISION" -> Form.DOUBLE;
            case "DATE" -> Form.DATE;
            case "TIMESTAMP", "TIMESTAMP WITH TIME ZONE" -> Form.TIMESTAMP;
            case "CHARACTER VARYING", "VARCHAR", "CHARACTER", "CHAR", "TEXT" -> Form.TEXT;
            default -> ofFhir(fhir);
        };
    }

    private static Form ofFhir(String type) {
        if (INTEGERS.contains(type)) {
            return Form.INT;
        }
        return switch (type) {
            case "boolean" -> Form.TRUTH;
            case "integer64" -> Form.BIGINT;
            case "instant" -> Form.TIMESTAMP;
            default -> Form.TEXT;
        };
    }

    Type type() {
        Repetition repetition = Repetition.OPTIONAL;
        if (!column.collection()) {
            return primitive(repetition, column.name());
        }
        return Types.list(repetition)
                .element(primitive(Repetition.OPTIONAL, "element"))
                .named(column.name());
    }

    private PrimitiveType primitive(Repetition repetition, String name) {
        return switch (form) {
            case TRUTH -> Types.primitive(PrimitiveTypeName.BOOLEAN, repetition).named(name);
            case INT -> Types.primitive(PrimitiveTypeName.INT32, repetition).named(name);
            case BIGINT -> Types.primitive(PrimitiveTypeName.INT64, repetition).named(name);
            case DOUBLE -> Types.primitive(PrimitiveTypeName.DOUBLE, repetition).named(name);
            case DATE ->
                Types.primitive(PrimitiveTypeName.INT32, repetition)
                        .as(LogicalTypeAnnotation.dateType())
                        .named(name);
            case TIMESTAMP ->
                Types.primitive(PrimitiveTypeName.INT64, repetition)
                        .as(LogicalTypeAnnotation.timestampType(true, LogicalTypeAnnotation.TimeUnit.MICROS))
                        .named(name);
            case DECIMAL ->
                Types.primitive(PrimitiveTypeName.BINARY, repetition)
                        .as(LogicalTypeAnnotation.decimalType(scale, precision))
                        .named(name);
            case TEXT ->
                Types.primitive(PrimitiveTypeName.BINARY, repetition)
                        .as(LogicalTypeAnnotation.stringType())
                        .named(name);
        };
    }

    /** Writes a cell that is not null. */
    void write(Object cell, RecordConsumer record) {
        if (!column.collection()) {
            value(cell, record);
            return;
        }
        record.startGroup();
        record.startField("list", 0);
        for (Object one : (List<?>) cell) {
            record.startGroup();
            if (one != null) {
                record.startField("element", 0);
                value(one, record);
                record.endField("element", 0);
            }
            record.endGroup();
        }
        record.endField("list", 0);
        record.endGroup();
    }

    private void value(Object value, RecordConsumer record) {
        try {
            switch (form) {
                case TRUTH -> record.addBoolean((Boolean) value);
                case INT -> record.addInteger((Integer) value);
                case BIGINT -> record.addLong(number(value).longValueExact());
                case DOUBLE -> record.addDouble(number(value).doubleValue());
                case DECIMAL -> record.addBinary(decimal(value));
                case DATE ->
                    record.addInteger(
                            Math.toIntExact(LocalDate.parse((String) value).toEpochDay()));
                case TIMESTAMP -> record.addLong(microseconds((String) value));
                case TEXT -> record.addBinary(Binary.fromString(text(value)));
            }
        } catch (ClassCastException | ArithmeticException | DateTimeException misfit) {
            throw new ViewRefused(
                    "ViewDefinition.select.column.where(name = '" + column.name() + "')",
                    "Column " + column.name() + " has a value that does not fit its type, "
                            + (column.sqlType() == null ? column.type() : column.sqlType())
                            + "; leave the tag ansi/type away, or take the value apart in the path.");
        }
    }

    private static BigDecimal number(Object value) {
        return value instanceof Integer whole ? BigDecimal.valueOf(whole) : (BigDecimal) value;
    }

    /** A value with more digits than the column is refused, not rounded. */
    private Binary decimal(Object value) {
        BigDecimal exact = number(value).setScale(scale);
        if (exact.precision() > precision) {
            throw new ArithmeticException("more digits than the column has");
        }
        return Binary.fromConstantByteArray(exact.unscaledValue().toByteArray());
    }

    private static long microseconds(String moment) {
        Instant instant = OffsetDateTime.parse(moment).toInstant();
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private static String text(Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        if (value instanceof JsonNode element) {
            try {
                return JSON.writeValueAsString(element);
            } catch (JsonProcessingException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
        return String.valueOf(value);
    }
}
