package org.platelink.validation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A resource without the values in which one result differs from the next: its id and its identifiers' values, the ids
 * in its references, its dates, and the number of its quantity. In their place stands what kind of value was there, and
 * only where it is plainly a good one of that kind; any other value stays as it is.
 *
 * @param text no two resources that differ elsewhere have the same
 * @param values what was left out
 */
record Skeleton(String text, List<String> values) {

    private static final JsonFactory JSON = new JsonFactory();
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9.-]{1,64}");
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z0-9._-]{1,100}");
    private static final Pattern REFERENCE = Pattern.compile("([A-Z][A-Za-z]+)/[A-Za-z0-9.-]{1,64}");
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d{0,11})(\\.\\d{1,8})?");
    private static final Pattern QUANTITY = Pattern.compile("(component\\.)?valueQuantity\\.value");

    /** Years that the validator takes without a remark, to the minute and the offset that FHIR allows. */
    private static final Pattern DATE = Pattern.compile("((?:19|20)\\d\\d-\\d\\d-\\d\\d)"
            + "(?:T(\\d\\d:\\d\\d:\\d\\d)(?:\\.\\d{1,3})?(?:Z|[+-](?:0\\d|1[0-3]):[0-5]\\d))?");

    /**
     * Takes the values out.
     *
     * @param json a resource as HAPI writes it, so that the same content has the same form
     * @param ruled whether a profile says something of the value at a path, such as {@code valueQuantity.value}; it
     *     stays in then
     */
    static Skeleton of(String json, Predicate<String> ruled) {
        try (JsonParser parser = JSON.createParser(json)) {
            Writer writer = new Writer(parser, ruled);
            writer.write(parser.nextToken(), "", 0, null);
            return new Skeleton(writer.text.toString(), writer.values);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Strings carry their length and what was left out stands in parentheses, so that neither can be taken for the other. */
    private static final class Writer {

        private final JsonParser parser;
        private final Predicate<String> ruled;
        private final StringBuilder text = new StringBuilder(1024);
        private final List<String> values = new ArrayList<>();

        private Writer(JsonParser parser, Predicate<String> ruled) {
            this.parser = parser;
            this.ruled = ruled;
        }

        private void write(JsonToken token, String path, int depth, @Nullable String system) throws IOException {
            switch (token) {
                case START_OBJECT -> writeObject(path, depth);
                case START_ARRAY -> {
                    text.append('[');
                    for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
                        write(next, path, depth, null);
                        text.append(',');
                    }
                    text.append(']');
                }
                case VALUE_STRING -> {
                    String value = parser.getText();
                    String kind = kind(value, path, depth, system);
                    if (kind == null) {
                        text.append('"').append(value.length()).append(':').append(value);
                    } else {
                        leaveOut(value, kind);
                    }
                }
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                    String value = parser.getText();
                    if (QUANTITY.matcher(path).matches() && matches(NUMBER, value) && !ruled.test(path)) {
                        leaveOut(value, "number");
                    } else {
                        text.append(value);
                    }
                }
                default -> text.append(token.asString());
            }
        }

        private void writeObject(String path, int depth) throws IOException {
            text.append('{');
            String system = null;
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                text.append(name).append(':');
                if (name.equals("system")) {
                    system = parser.getText();
                }
                write(value, path.isEmpty() ? name : path + "." + name, depth + 1, system);
                text.append(',');
            }
            text.append('}');
        }

        private @Nullable String kind(String value, String path, int depth, @Nullable String system) {
            if (path.contains("xtension")) {
                return null;
            }
            String kind = null;
            if (path.equals("id") && matches(ID, value)) {
                kind = "id";
            } else if (path.equals("identifier.value")
                    && system != null
                    && system.startsWith("http")
                    && matches(IDENTIFIER, value)) {
                kind = "identifier";
            } else if (path.endsWith(".reference")) {
                Matcher reference = REFERENCE.matcher(value);
                kind = reference.matches() ? "reference " + reference.group(1) : null;
            } else if (depth == 1) {
                kind = isDate(value) ? "date " + value.replaceAll("\\d", "0") : null;
            }
            return kind == null || ruled.test(path) ? null : kind;
        }

        private void leaveOut(String value, String kind) {
            values.add(value);
            text.append('(').append(kind).append(')');
        }

        private static boolean matches(Pattern pattern, String value) {
            return pattern.matcher(value).matches();
        }

        private static boolean isDate(String value) {
            Matcher date = DATE.matcher(value);
            if (!date.matches()) {
                return false;
            }
            try {
                LocalDate.parse(date.group(1));
                if (date.group(2) != null) {
                    LocalTime.parse(date.group(2));
                }
                return true;
            } catch (DateTimeException notInTheCalendar) {
                return false;
            }
        }
    }
}
