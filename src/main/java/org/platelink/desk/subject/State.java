package org.platelink.desk.subject;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A state that the subject is or was in.
 *
 * @param code of the guide's code system of subjects' states
 * @param began since when, as recorded; empty if that is not known
 * @param reason why, in words or a code; empty if none is recorded
 * @param because the reference of what caused it; empty if nothing did
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
                            // Nothing that is shown.
                        }
                    }
                }
                states.add(new State(code, began, reason, because));
            }
        }
        return states;
    }
}
