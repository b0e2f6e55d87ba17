package org.platelink.trial.subject;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.platelink.platform.hapi.table.PatientLinks;

/** Reads deaths and consents, as stored JSON text, in the transaction of a connection. */
public final class StoredParticipations {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> PATHS = List.of("AdverseEvent.subject", "Consent.patient");

    /** No id begins with a space. */
    private static final String NO_ID = " ";

    private final Map<String, Record> byPatient = new HashMap<>();
    private final SiteTimeZones zones;

    /** The resources of a Patient; the Patient itself is an empty node until it is read. */
    private static final class Record {
        private JsonNode patient = JSON.createObjectNode();
        private final List<JsonNode> events = new ArrayList<>();
        private final List<JsonNode> consents = new ArrayList<>();
    }

    /**
     * Reads the records of Patients.
     *
     * @param patients the ids of the Patients
     */
    public StoredParticipations(Connection database, Collection<String> patients, SiteTimeZones zones)
            throws SQLException {
        this.zones = zones;
        if (patients.isEmpty()) {
            return;
        }
        for (PatientLinks.Entry one : new PatientLinks(database).records(PATHS, patients, NO_ID)) {
            Record stored = byPatient.computeIfAbsent(one.patient(), patient -> new Record());
            JsonNode resource = parsed(one.text().json(), one.text().id());
            switch (one.text().type()) {
                case "Patient" -> stored.patient = resource;
                case "Consent" -> stored.consents.add(resource);
                default -> stored.events.add(resource);
            }
        }
    }

    /**
     * The participation of a subject.
     *
     * @param patient the id of its Patient
     * @param site the id of its site; empty if it has none
     * @param study the id of its study
     * @param consent the id of the Consent that it refers to; empty if it refers to none
     */
    public Participation of(String patient, String site, String study, String consent) {
        Record stored = byPatient.getOrDefault(patient, new Record());
        return new Participation(
                Death.of(stored.patient, stored.events, zones.of(site)).orElse(null),
                SubjectConsents.of(stored.consents, consent, study, zones.of(site)));
    }

    /** The id is put in, as a stored text has none. */
    private static JsonNode parsed(String text, String id) {
        try {
            JsonNode resource = JSON.readTree(text);
            ((ObjectNode) resource).put("id", id);
            return resource;
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("A stored text is not JSON.", broken);
        }
    }
}
