package org.platelink.desk.subject;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.platelink.desk.CodeNames;
import org.platelink.platform.units.Ucum;

/**
 * A laboratory result, read from an Observation.
 *
 * @param id of the Observation
 * @param code the first code of the analyte with its system, such as {@code http://loinc.org|777-3}
 * @param name the display name of the analyte
 * @param status of the Observation
 * @param measured when, as recorded
 * @param encounter the reference of its Encounter; empty if it names none
 * @param value as sent, with its comparator; empty if there is none
 * @param number the numeric value; null if it has none that can be drawn
 * @param comparator of the value; empty if it has none
 * @param unit as sent
 * @param unitCode the UCUM code of the unit
 * @param low the lower reference limit, as sent; null if there is none in the unit of the value
 * @param high likewise, the upper one
 * @param absent why there is no value; empty if there is one
 * @param flag of the laboratory, such as {@code H}
 * @param version how often it was written
 * @param message the id of the message that brought it; empty if none did
 */
record Result(
        String id,
        String code,
        String name,
        String status,
        String measured,
        String encounter,
        String value,
        @Nullable BigDecimal number,
        String comparator,
        String unit,
        String unitCode,
        @Nullable BigDecimal low,
        @Nullable BigDecimal high,
        String absent,
        String flag,
        int version,
        String message) {

    private static final String SOURCE = "urn:uuid:";

    /** Reads the Observations of a Bundle, of one value each. */
    static List<Result> of(JsonNode bundle, Map<String, String> names) {
        List<Result> results = new ArrayList<>();
        for (JsonNode entry : bundle.path("entry")) {
            JsonNode resource = entry.path("resource");
            if (resource.path("resourceType").asText().equals("Observation")) {
                results.add(result(resource, names));
            }
        }
        return results;
    }

    private static Result result(JsonNode observation, Map<String, String> names) {
        JsonNode coding = observation.path("code").path("coding").path(0);
        String code = coding.path("system").asText() + "|" + coding.path("code").asText();
        JsonNode quantity = observation.path("valueQuantity");
        JsonNode range = observation.path("referenceRange");
        String source = observation.path("meta").path("source").asText();
        String comparator = quantity.path("comparator").asText();
        return new Result(
                observation.path("id").asText(),
                code,
                CodeNames.of(observation.path("code"), names),
                observation.path("status").asText(),
                observation
                        .path("effectiveDateTime")
                        .asText(observation.path("effectiveInstant").asText()),
                observation.path("encounter").path("reference").asText(),
                value(observation, names),
                quantity.path("value").isNumber() ? quantity.path("value").decimalValue() : null,
                comparator,
                quantity.path("unit").asText(quantity.path("code").asText()),
                quantity.path("code").asText(),
                limit(range, "low", quantity),
                limit(range, "high", quantity),
                observation
                        .path("dataAbsentReason")
                        .path("text")
                        .asText(observation
                                .path("dataAbsentReason")
                                .path("coding")
                                .path(0)
                                .path("code")
                                .asText()),
                observation
                        .path("interpretation")
                        .path(0)
                        .path("coding")
                        .path(0)
                        .path("code")
                        .asText(),
                observation.path("meta").path("versionId").asInt(1),
                source.startsWith(SOURCE) ? source.substring(SOURCE.length()).split("#")[0] : "");
    }

    private static String value(JsonNode observation, Map<String, String> names) {
        JsonNode quantity = observation.path("valueQuantity");
        if (quantity.isObject()) {
            return quantity.path("comparator").asText() + quantity.path("value").asText();
        }
        JsonNode concept = observation.path("valueCodeableConcept");
        if (concept.isObject()) {
            return CodeNames.of(concept, names);
        }
        for (String name : List.of("valueString", "valueInteger", "valueBoolean", "valueDateTime")) {
            if (observation.has(name)) {
                return observation.get(name).asText();
            }
        }
        return "";
    }

    /**
     * A reference limit, if it has the unit of the value or no unit of its own. One in another unit is not compared.
     */
    private static @Nullable BigDecimal limit(JsonNode ranges, String name, JsonNode quantity) {
        JsonNode limit = ranges.size() == 1 ? ranges.path(0).path(name) : ranges.path("none");
        String unit = limit.path("code").asText(limit.path("unit").asText());
        boolean sameUnit = unit.isEmpty()
                || unit.equals(quantity.path("code").asText())
                || unit.equals(quantity.path("unit").asText());
        return sameUnit && limit.path("value").isNumber() ? limit.path("value").decimalValue() : null;
    }

    /**
     * The result converted to a UCUM unit for drawing: its number and its limits. The texts stay as sent.
     *
     * @return empty if it is not drawn: withdrawn, without a number or a day, or in a unit that does not convert
     */
    Optional<Result> drawnIn(String unitOfCurve) {
        BigDecimal read = number;
        boolean isDrawn = measured.length() >= 10 && !status.equals("entered-in-error") && !status.equals("cancelled");
        return isDrawn && read != null
                ? Ucum.converted(read, unitCode, unitOfCurve).map(converted -> with(converted, unitOfCurve))
                : Optional.empty();
    }

    private Result with(BigDecimal converted, String unitOfCurve) {
        return new Result(
                id,
                code,
                name,
                status,
                measured,
                encounter,
                value,
                converted,
                comparator,
                unit,
                unitCode,
                limit(low, unitOfCurve),
                limit(high, unitOfCurve),
                absent,
                flag,
                version,
                message);
    }

    private @Nullable BigDecimal limit(@Nullable BigDecimal limit, String unitOfCurve) {
        return limit == null
                ? null
                : Ucum.converted(limit, unitCode, unitOfCurve).orElse(null);
    }

    /** Whether it counts: neither preliminary nor withdrawn. */
    boolean isFinal() {
        return status.equals("final") || isCorrected();
    }

    boolean isCorrected() {
        return status.equals("corrected") || status.equals("amended");
    }
}
