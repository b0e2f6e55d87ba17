package org.platelink.desk.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.platelink.desk.Words;
import org.platelink.platform.canonical.FhirExtensions;

/** Offsets between visits: formats them as text, and adds them up as days and months. */
final class Distance {

    private static final Set<String> WORDED = Set.of("min", "h", "d", "wk", "mo", "a");
    private static final Map<String, Integer> DAYS = Map.of("d", 1, "wk", 7);
    private static final Map<String, Integer> MONTHS = Map.of("mo", 1, "a", 12);

    private Distance() {}

    /**
     * A sum of offsets. Months are calendar months and are not converted to days.
     *
     * @param months whole
     * @param days whole
     */
    record Sum(int months, int days) {

        static final Sum NONE = new Sum(0, 0);

        /** Adds an offset; empty if it is in hours or the like, or not whole. */
        Optional<Sum> plus(JsonNode duration) {
            String unit = duration.path("code").asText();
            BigDecimal value = duration.path("value").decimalValue();
            try {
                if (DAYS.containsKey(unit)) {
                    return Optional.of(new Sum(
                            months,
                            days
                                    + value.multiply(BigDecimal.valueOf(DAYS.get(unit)))
                                            .intValueExact()));
                }
                if (MONTHS.containsKey(unit)) {
                    return Optional.of(new Sum(
                            months
                                    + value.multiply(BigDecimal.valueOf(MONTHS.get(unit)))
                                            .intValueExact(),
                            days));
                }
            } catch (ArithmeticException fraction) {
                return Optional.empty();
            }
            return Optional.empty();
        }

        String in(Words words) {
            String day = words.of("schedule.day", days);
            return months == 0 ? day : words.of("schedule.day.and", day, words.of("schedule.unit.mo", months));
        }
    }

    /** The window of a relatedAction; missing if it states none. */
    static JsonNode window(JsonNode relation) {
        for (JsonNode extension : relation.path("extension")) {
            if (FhirExtensions.ACCEPTABLE_OFFSET_RANGE.equals(
                    extension.path("url").asText())) {
                return extension.path("valueRange");
            }
        }
        return relation.path("offsetRange");
    }

    /** A quantity as text, such as "7 days". */
    static String in(Words words, JsonNode quantity) {
        String unit = quantity.path("code").asText();
        BigDecimal value = quantity.path("value").decimalValue();
        String key = "schedule.unit." + unit;
        return WORDED.contains(unit)
                ? words.of(key, value)
                : value.toPlainString() + " " + quantity.path("unit").asText(unit);
    }

    /** A range as text, such as "6 to 8 days". */
    static String range(Words words, JsonNode range) {
        JsonNode low = range.path("low");
        JsonNode high = range.path("high");
        if (low.isMissingNode()) {
            return words.of("schedule.up-to", in(words, high));
        }
        if (high.isMissingNode()) {
            return words.of("schedule.from-on", in(words, low));
        }
        return low.path("code").equals(high.path("code"))
                ? words.of("schedule.range", low.path("value").decimalValue().toPlainString(), in(words, high))
                : words.of("schedule.range", in(words, low), in(words, high));
    }
}
