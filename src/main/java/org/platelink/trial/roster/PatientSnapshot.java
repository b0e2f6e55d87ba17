package org.platelink.trial.roster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.HashMap;
import java.util.Map;

/**
 * The stored resources of one Patient that the roster reads: the Patient, Observations and Consents, in JSON and by
 * id. Not thread-safe.
 */
final class PatientSnapshot {

    static final PatientSnapshot NOTHING = new PatientSnapshot();

    private final Map<String, JsonNode> observations = new HashMap<>();
    private final Map<String, JsonNode> consents = new HashMap<>();
    private JsonNode patient = MissingNode.getInstance();

    void add(String type, String id, JsonNode text) {
        switch (type) {
            case "Observation" -> observations.put(id, text);
            case "Consent" -> consents.put(id, text);
            default -> patient = text;
        }
    }

    Map<String, JsonNode> observations() {
        return observations;
    }

    Map<String, JsonNode> consents() {
        return consents;
    }

    JsonNode patient() {
        return patient;
    }
}
