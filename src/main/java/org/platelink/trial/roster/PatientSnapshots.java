package org.platelink.trial.roster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.sql.Connection;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Coding;
import org.platelink.platform.hapi.table.PatientLinks;
import org.platelink.platform.hapi.table.TokenHashes;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads the {@link PatientSnapshot}s of several Patients with one SQL query. */
final class PatientSnapshots {

    /** Keeps every digit of a number as recorded. */
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .setNodeFactory(JsonNodeFactory.withExactBigDecimals(true));

    private final JdbcTemplate database;
    private final TokenHashes hashes;

    PatientSnapshots(JdbcTemplate database, TokenHashes hashes) {
        this.database = database;
        this.hashes = hashes;
    }

    /**
     * Reads the snapshots.
     *
     * @param patients the ids of the Patients
     * @param codes the codes of the Observations to read
     */
    Map<String, PatientSnapshot> of(Collection<String> patients, Collection<Coding> codes) {
        List<Long> wanted = codes.stream()
                .map(code -> hashes.of("Observation", "code", code.getSystem(), code.getCode()))
                .toList();
        Map<String, PatientSnapshot> found = new HashMap<>();
        database.execute((Connection connection) -> {
            new PatientLinks(connection)
                    .consentsAndObservations(patients, wanted, (patient, text) -> found.computeIfAbsent(
                                    patient, absent -> new PatientSnapshot())
                            .add(text.type(), text.id(), parsed(text.json())));
            return null;
        });
        return found;
    }

    static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("A stored text is not JSON.", broken);
        }
    }
}
