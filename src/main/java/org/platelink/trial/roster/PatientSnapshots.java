package org.platelink.trial.roster;

import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.model.entity.ResourceIndexedSearchParamToken;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.sql.PreparedStatement;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Coding;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads the {@link PatientSnapshot}s of several Patients from HAPI's tables with one SQL query. */
final class PatientSnapshots {

    /**
     * The materialized CTE makes PostgreSQL start with the reference links and join the rest to them, in no other
     * order, as the schedule queries do.
     */
    private static final String TEXTS =
            """
            with l as materialized (
                select p.fhir_id as patient, l.src_resource_id
                from hfj_resource p
                join hfj_res_link l on l.target_resource_id = p.res_id
                and l.src_path in ('Observation.subject', 'Consent.patient')
                where p.res_type = 'Patient' and p.fhir_id = any(?))
            select l.patient, r.res_type, r.fhir_id, v.res_text_vc
            from l
            join hfj_resource r on r.res_id = l.src_resource_id and r.res_deleted_at is null
            join hfj_res_ver v on v.res_id = r.res_id and v.res_ver = r.res_ver
            where r.res_type = 'Consent' or exists (
                select from hfj_spidx_token t where t.res_id = r.res_id and t.hash_sys_and_value = any(?))
            union all
            select p.fhir_id, p.res_type, p.fhir_id, v.res_text_vc
            from hfj_resource p
            join hfj_res_ver v on v.res_id = p.res_id and v.res_ver = p.res_ver
            where p.res_type = 'Patient' and p.fhir_id = any(?)
            """;

    private static final int FETCHED_AT_ONCE = 1000;

    /** Keeps every digit of a number as recorded. */
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .setNodeFactory(JsonNodeFactory.withExactBigDecimals(true));

    private final JdbcTemplate database;
    private final PartitionSettings partitions;

    PatientSnapshots(JdbcTemplate database, PartitionSettings partitions) {
        this.database = database;
        this.partitions = partitions;
    }

    /**
     * Reads the snapshots.
     *
     * @param patients the ids of the Patients
     * @param codes the codes of the Observations to read
     */
    Map<String, PatientSnapshot> of(Collection<String> patients, Collection<Coding> codes) {
        List<Long> hashes = codes.stream().map(this::hash).toList();
        Map<String, PatientSnapshot> found = new HashMap<>();
        database.query(
                connection -> {
                    PreparedStatement statement = connection.prepareStatement(TEXTS);
                    statement.setArray(1, connection.createArrayOf("text", patients.toArray()));
                    statement.setArray(2, connection.createArrayOf("bigint", hashes.toArray()));
                    statement.setArray(3, connection.createArrayOf("text", patients.toArray()));
                    statement.setFetchSize(FETCHED_AT_ONCE);
                    return statement;
                },
                row -> {
                    found.computeIfAbsent(row.getString(1), patient -> new PatientSnapshot())
                            .add(row.getString(2), row.getString(3), parsed(row.getString(4)));
                });
        return found;
    }

    private long hash(Coding code) {
        return ResourceIndexedSearchParamToken.calculateHashSystemAndValue(
                partitions,
                RequestPartitionId.defaultPartition(),
                "Observation",
                "code",
                code.getSystem(),
                code.getCode());
    }

    static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("A stored text is not JSON.", broken);
        }
    }
}
