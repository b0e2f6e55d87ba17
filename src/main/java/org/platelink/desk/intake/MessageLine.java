package org.platelink.desk.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.platelink.desk.Words;

/**
 * Row of the message list.
 *
 * @param id in the journal
 * @param number in the order of arrival
 * @param status the code of its status
 * @param received when it was received, in UTC
 * @param decided when its status was decided, in UTC
 * @param door the endpoint at which it came in
 * @param client who delivered it
 * @param results how many results it contains
 * @param leftOut how many of them do not belong to the study
 * @param held how many of them wait, while the others are stored
 * @param duplicateOf the id of the message that it repeats; null if it repeats none
 * @param findings what keeps it, or parts of it, from being stored
 */
record MessageLine(
        String id,
        long number,
        String status,
        String received,
        String decided,
        String door,
        String client,
        int results,
        int leftOut,
        int held,
        @Nullable String duplicateOf,
        List<Finding> findings) {

    MessageLine {
        findings = List.copyOf(findings);
    }

    /** A finding: what keeps a message, or a part of it, from being stored. */
    record Finding(String reason, String place, String key, String text) {

        static List<Finding> of(JsonNode findings) {
            List<Finding> all = new ArrayList<>();
            for (JsonNode one : findings) {
                all.add(new Finding(
                        one.path("reason").asText(),
                        one.path("place").asText(),
                        one.path("key").asText(),
                        one.path("text").asText()));
            }
            return all;
        }
    }

    static MessageLine of(JsonNode json, Words words) {
        return new MessageLine(
                json.path("id").asText(),
                json.path("number").asLong(),
                json.path("status").asText(),
                moment(json.path("received"), words),
                moment(json.path("decided"), words),
                json.path("door").asText(),
                json.path("client").asText(),
                json.path("results").asInt(),
                json.path("leftOut").asInt(),
                json.path("held").asInt(),
                json.hasNonNull("duplicateOf") ? json.get("duplicateOf").asText() : null,
                Finding.of(json.path("findings")));
    }

    static String moment(JsonNode moment, Words words) {
        if (moment.isNumber()) {
            return words.moment(Instant.ofEpochSecond(moment.decimalValue().longValue()), ZoneOffset.UTC);
        }
        return moment.isTextual() ? words.moment(Instant.parse(moment.asText()), ZoneOffset.UTC) : "";
    }

    /** The CSS class of a status. */
    static String tag(String status) {
        return switch (status) {
            case "applied" -> "good";
            case "partial", "parked" -> "warn";
            case "rejected" -> "bad";
            default -> "dim";
        };
    }

    String tag() {
        return tag(status);
    }

    /** The distinct reasons of its findings. */
    List<String> reasons() {
        return findings.stream().map(Finding::reason).distinct().toList();
    }
}
