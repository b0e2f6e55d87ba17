package org.platelink.desk.subject;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A visit of the subject's schedule, as {@code $schedule} returns it.
 *
 * @param action the id of the protocol's action
 * @param title of the visit
 * @param status a code of the guide's code system visit-status
 * @param target its target day; null if it has none
 * @param earliest the first day of its window; null if it has none
 * @param latest the last day of its window; null if it has none
 * @param actual the day on which it took place, as recorded; empty if it did not
 * @param deviation in days from the target; null if it took place on it, or has none
 * @param projected whether it is counted from a visit that has not taken place
 * @param records the records that show that it took place, such as {@code Encounter/1}
 * @param dosed whether a medication was given at it
 */
record Visit(
        String action,
        String title,
        String status,
        @Nullable LocalDate target,
        @Nullable LocalDate earliest,
        @Nullable LocalDate latest,
        String actual,
        @Nullable Integer deviation,
        boolean projected,
        List<String> records,
        boolean dosed) {

    private static final int LENGTH_OF_DAY = 10;

    static List<Visit> of(JsonNode schedule) {
        List<Visit> visits = new ArrayList<>();
        for (JsonNode activity : schedule.path("activity")) {
            visits.add(visit(activity));
        }
        return visits;
    }

    private static Visit visit(JsonNode activity) {
        JsonNode detail = activity.path("detail");
        JsonNode timing = detail.path("extension").path(0).path("extension");
        List<String> records = new ArrayList<>();
        activity.path("outcomeReference")
                .forEach(one -> records.add(one.path("reference").asText()));
        String deviation = part(timing, "deviation");
        return new Visit(
                part(timing, "action"),
                detail.path("code").path("text").asText(part(timing, "action")),
                part(timing, "status"),
                day(part(timing, "target")),
                day(part(timing, "earliest")),
                day(part(timing, "latest")),
                part(timing, "actual"),
                deviation.isEmpty() ? null : Integer.valueOf(deviation),
                part(timing, "projected").equals("true"),
                records,
                records.stream().anyMatch(one -> one.startsWith("MedicationAdministration/")));
    }

    /** The day on which it took place; null if it did not, or if that is not known to the day. */
    @Nullable
    LocalDate held() {
        return day(actual);
    }

    /** The deviation with its sign. */
    String signedDeviation() {
        return deviation == null ? "" : (deviation > 0 ? "+" : "−") + Math.abs(deviation);
    }

    /** The CSS class that shows whether it needs attention. */
    String tone() {
        return switch (status) {
            case "in-window" -> "good";
            case "early", "late", "due" -> "warn";
            case "missed" -> "bad";
            default -> "dim";
        };
    }

    static @Nullable LocalDate day(String text) {
        return text.length() < LENGTH_OF_DAY ? null : LocalDate.parse(text.substring(0, LENGTH_OF_DAY));
    }

    private static String part(JsonNode timing, String name) {
        for (JsonNode one : timing) {
            if (one.path("url").asText().equals(name)) {
                for (var field : (Iterable<java.util.Map.Entry<String, JsonNode>>) one::fields) {
                    if (field.getKey().startsWith("value")) {
                        JsonNode value = field.getValue();
                        return value.isObject() ? value.path("value").asText() : value.asText();
                    }
                }
            }
        }
        return "";
    }
}
