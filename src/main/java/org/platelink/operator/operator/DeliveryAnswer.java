package org.platelink.operator.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.platelink.operator.operator.DeliveryStatus.DeliveryFinding;

/** Parser of the server's responses: an HL7 v2 acknowledgement, an OperationOutcome, or a message of the journal. */
final class DeliveryAnswer {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LOCATION = 2;
    private static final int REASON = 5;
    private static final int SENTENCE = 8;

    private DeliveryAnswer() {}

    /** The acknowledgement code (MSA-1); {@code -} if there is none. */
    static String code(String acknowledgement) {
        return acknowledgement
                .lines()
                .filter(segment -> segment.startsWith("MSA|"))
                .map(segment -> field(segment, 1))
                .findFirst()
                .orElse("-");
    }

    /** The ERR segments of an acknowledgement. */
    static List<DeliveryFinding> errors(String acknowledgement) {
        return acknowledgement
                .lines()
                .filter(segment -> segment.startsWith("ERR|"))
                .map(segment -> new DeliveryFinding(
                        field(segment, REASON).replaceFirst("\\^.*", ""),
                        field(segment, LOCATION),
                        field(segment, SENTENCE)))
                .toList();
    }

    private static String field(String segment, int number) {
        String[] fields = segment.split("\\|", -1);
        return number < fields.length ? fields[number] : "";
    }

    /** The issues of an OperationOutcome, except those of severity information. */
    static List<DeliveryFinding> issues(String body) {
        List<DeliveryFinding> issues = new ArrayList<>();
        for (JsonNode issue : json(body).path("issue")) {
            if (!issue.path("severity").asText().equals("information")) {
                issues.add(new DeliveryFinding(
                        issue.path("code").asText(),
                        issue.path("expression").path(0).asText(""),
                        issue.path("diagnostics").asText("")));
            }
        }
        return issues;
    }

    /** The findings of a message of the journal. */
    static List<DeliveryFinding> findings(JsonNode message) {
        List<DeliveryFinding> findings = new ArrayList<>();
        for (JsonNode finding : message.path("findings")) {
            findings.add(new DeliveryFinding(
                    finding.path("reason").asText(),
                    finding.path("place").asText(),
                    finding.path("text").asText()));
        }
        return findings;
    }

    static JsonNode json(String body) {
        try {
            return JSON.readTree(body.startsWith("{") ? body : "{}");
        } catch (JsonProcessingException broken) {
            return JSON.createObjectNode();
        }
    }
}
