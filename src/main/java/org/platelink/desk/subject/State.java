package org.platelink.desk.subject;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A present or past state of the subject.
 *
 * @param code of the guide's code system of subjects' states
 * @param began when it began, as recorded; empty if that is not known
 * @param reason as text or a code; empty if none is recorded
 * @param because the reference of the record that caused it; empty if none did
 */
record State(String code, String began, String reason, String because) {

    static List<State> of(JsonNode subject) {
        List<State> states = new ArrayList<>();
        for (JsonNode extension : subject.path("extension")) {
            if (extension.path("url").asText().endsWith("/subject-state")) {
                String code = "";
                String began = "";
                String reason = "";
                String because = "";
                for (JsonNode part : extension.path("extension")) {
                    switch (part.path("url").asText()) {
                        case "state" -> code = part.path("valueCode").asText();
                        case "began" -> began = part.path("valueDate").asText();
                        case "because" ->
                            because = part.path("valueReference")
                                    .path("reference")
                                    .asText();
                        case "reason" ->
                            reason = part.path("valueString")
                                    .asText(part.path("valueCodeableConcept")
                                            .path("text")
                                            .asText(part.path("valueCodeableConcept")
                                                    .path("coding")
                                                    .path(0)
                                                    .path("code")
                                                    .asText(part.path("valueCode")
                                                            .asText())));
                        default -> {
                            // Other parts are not shown.
                        }
                    }
                }
                states.add(new State(code, began, reason, because));
            }
        }
        return states;
    }
}
