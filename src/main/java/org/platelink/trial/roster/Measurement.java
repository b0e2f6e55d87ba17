package org.platelink.trial.roster;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.canonical.CodeSystems;
import org.platelink.platform.units.Ucum;
import org.platelink.trial.subject.PartialDate;

/**
 * A final result of the followed measurement.
 *
 * @param reference the reference of the Observation
 * @param encounter the reference of its encounter; null if it names none
 * @param day its calendar day at the site
 * @param time the local time at the site; the day alone if no time is known
 * @param recorded the number as recorded, with its comparator; null if it has none
 * @param unit the unit of that number as recorded; null if it has none
 * @param number the number in the unit in which the study compares; null if it is no plain number, or cannot be
 *     converted
 */
record Measurement(
        String reference,
        @Nullable String encounter,
        LocalDate day,
        String time,
        @Nullable String recorded,
        @Nullable String unit,
        @Nullable BigDecimal number) {

    static final Comparator<Measurement> BY_TIME =
            Comparator.comparing((Measurement one) -> one.time).thenComparing(Measurement::reference);

    private static final Set<String> FINAL = Set.of("final", "amended", "corrected");
    private static final int LENGTH_OF_DAY = 10;

    /**
     * Reads an Observation.
     *
     * @param zone the time zone of the site
     * @return empty if it is no final result of the measurement, or not known to the day
     */
    static Optional<Measurement> of(String id, JsonNode observation, FollowedMeasurement followed, ZoneId zone) {
        String measured = observation.path("effectiveDateTime").asText();
        if (!FINAL.contains(observation.path("status").asText()) || !followed.isIn(observation)) {
            return Optional.empty();
        }
        return day(measured, zone).map(day -> {
            JsonNode quantity = observation.path("valueQuantity");
            return new Measurement(
                    "Observation/" + id,
                    text(observation.at("/encounter/reference")),
                    day,
                    time(measured, zone),
                    recorded(quantity),
                    unit(quantity),
                    number(quantity, followed.unit()));
        });
    }

    boolean hasTime() {
        return time.length() > LENGTH_OF_DAY;
    }

    /** Converts a quantity to another UCUM unit; null if it has a comparator or cannot be converted. */
    static @Nullable BigDecimal number(JsonNode quantity, String unit) {
        return quantity.path("value").isNumber()
                        && quantity.path("comparator").isMissingNode()
                        && CodeSystems.UCUM.equals(quantity.path("system").asText())
                ? Ucum.converted(
                                quantity.path("value").decimalValue(),
                                quantity.path("code").asText(),
                                unit)
                        .orElse(null)
                : null;
    }

    private static @Nullable String recorded(JsonNode quantity) {
        return quantity.path("value").isNumber()
                ? quantity.path("comparator").asText("")
                        + quantity.path("value").decimalValue().toPlainString()
                : null;
    }

    private static @Nullable String unit(JsonNode quantity) {
        String shown = text(quantity.path("unit"));
        return shown == null ? text(quantity.path("code")) : shown;
    }

    private static @Nullable String text(JsonNode node) {
        return node.isTextual() ? node.asText() : null;
    }

    private static Optional<LocalDate> day(String measured, ZoneId zone) {
        try {
            return PartialDate.of(measured, zone).day();
        } catch (IllegalArgumentException noDate) {
            return Optional.empty();
        }
    }

    private static String time(String measured, ZoneId zone) {
        try {
            return measured.length() > LENGTH_OF_DAY
                    ? OffsetDateTime.parse(measured)
                            .atZoneSameInstant(zone)
                            .toLocalDateTime()
                            .toString()
                    : measured;
        } catch (DateTimeException noTime) {
            return measured;
        }
    }
}
