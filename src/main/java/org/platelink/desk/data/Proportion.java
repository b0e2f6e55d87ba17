package org.platelink.desk.data;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Proportion of responders at a visit, with its confidence interval.
 *
 * @param visit the id of the protocol's action, or best
 * @param population the denominator's population: all-treated or evaluable
 * @param response which response counts: any, or the code of a complete one
 * @param n the number of responders
 * @param of the size of the population
 * @param share between 0 and 1; null if there is nobody
 * @param lower end of its interval
 * @param upper end of its interval
 * @param notEvaluable how many could not be judged
 * @param notYet for how many the visit is still to come
 */
record Proportion(
        String visit,
        String population,
        String response,
        int n,
        int of,
        @Nullable BigDecimal share,
        @Nullable BigDecimal lower,
        @Nullable BigDecimal upper,
        int notEvaluable,
        int notYet) {

    /** Reads an answer of {@code $response-summary}. */
    static List<Proportion> of(JsonNode answer) {
        List<Proportion> proportions = new ArrayList<>();
        for (JsonNode row : answer.path("parameter")) {
            if (row.path("name").asText().equals("summary")) {
                proportions.add(new Proportion(
                        text(row, "visit"),
                        text(row, "population"),
                        text(row, "response"),
                        part(row, "n").asInt(),
                        part(row, "of").asInt(),
                        decimal(row, "proportion"),
                        decimal(row, "lower"),
                        decimal(row, "upper"),
                        part(row, "notEvaluable").asInt(),
                        part(row, "notYet").asInt()));
            }
        }
        return proportions;
    }

    /** The value of a part of a row, whatever its type. */
    static JsonNode part(JsonNode row, String name) {
        for (JsonNode part : row.path("part")) {
            if (part.path("name").asText().equals(name)) {
                for (var fields = part.fields(); fields.hasNext(); ) {
                    var field = fields.next();
                    if (field.getKey().startsWith("value")) {
                        return field.getValue();
                    }
                }
            }
        }
        return row.path("nothing");
    }

    private static String text(JsonNode row, String name) {
        return part(row, name).asText();
    }

    private static @Nullable BigDecimal decimal(JsonNode row, String name) {
        JsonNode value = part(row, name);
        return value.isNumber() ? value.decimalValue() : null;
    }
}
