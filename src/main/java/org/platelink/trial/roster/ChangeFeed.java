package org.platelink.trial.roster;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.PreparedStatement;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.platelink.study.rules.DerivedResults;
import org.platelink.study.rules.PatientRecords;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * Poller that reports what any server wrote to the database since the previous poll.
 *
 * <p>Each poll also reads the last three minutes before the previous one again, because a long transaction makes its
 * rows visible later than their timestamps, and the clocks of two servers differ. Versions seen in that overlap are
 * remembered, so that each is reported once. Thread-safe.
 */
final class ChangeFeed {

    /** Longer than any transaction takes. */
    private static final Duration OVERLAP = Duration.ofMinutes(3);

    private static final Set<String> RULES =
            Set.of("ResearchStudy", "PlanDefinition", "ActivityDefinition", "Library", "Organization");

    private static final String WRITTEN =
            "select res_id, res_ver, res_updated from hfj_resource where res_updated >= ? and res_type = any(?)";

    private static final String WHOSE =
            """
            select r.res_id, r.res_type, r.fhir_id, r.res_ver, p.fhir_id
            from hfj_resource r
            left join hfj_res_link l on l.src_resource_id = r.res_id and l.src_path = any(?)
            left join hfj_resource p on p.res_id = l.target_resource_id
            where r.res_id = any(?)
            """;

    private static final String EARLIER = "select v.res_text_vc from hfj_res_ver v where v.res_id = any(?)";

    private final JdbcTemplate database;
    private final Clock clock;
    private final Map<Long, Seen> seen = new HashMap<>();
    private Instant last;

    ChangeFeed(JdbcTemplate database, Clock clock) {
        this.database = database;
        this.clock = clock;
        this.last = clock.instant();
    }

    private record Seen(long version, Instant updated) {}

    /** What was written since the previous poll; at the first poll, in the last minutes. */
    synchronized Changes look() {
        Instant began = clock.instant();
        Map<Long, Seen> written = new HashMap<>();
        read(
                WRITTEN,
                statement -> {
                    statement.setTimestamp(1, Timestamp.from(last.minus(OVERLAP)));
                    statement.setArray(2, statement.getConnection().createArrayOf("text", types()));
                },
                row -> {
                    Seen version = new Seen(row.getLong(2), row.getTimestamp(3).toInstant());
                    if (!version.equals(seen.get(row.getLong(1)))) {
                        written.put(row.getLong(1), version);
                    }
                });
        Changes changes = written.isEmpty() ? new Changes(Map.of(), false) : changes(written.keySet());
        // Only after their Patients are known, so that what a failed poll found is reported by the next one.
        seen.putAll(written);
        last = began;
        seen.values().removeIf(one -> one.updated().isBefore(began.minus(OVERLAP)));
        return changes;
    }

    private static Object[] types() {
        return Stream.concat(
                        Stream.concat(Stream.of("Patient"), RULES.stream()),
                        PatientRecords.paths().stream().map(path -> path.substring(0, path.indexOf('.'))))
                .toArray();
    }

    private Changes changes(Collection<Long> written) {
        Map<String, Boolean> patients = new HashMap<>();
        List<Long> changed = new ArrayList<>();
        boolean[] rules = {false};
        read(
                WHOSE,
                statement -> {
                    statement.setArray(
                            1,
                            statement
                                    .getConnection()
                                    .createArrayOf(
                                            "text", PatientRecords.paths().toArray()));
                    statement.setArray(2, statement.getConnection().createArrayOf("bigint", written.toArray()));
                },
                row -> {
                    String type = row.getString(2);
                    boolean ofRecord = !DerivedResults.isDerived(row.getString(3));
                    if (RULES.contains(type)) {
                        rules[0] = true;
                    } else {
                        String patient = type.equals("Patient") ? row.getString(3) : row.getString(5);
                        if (patient != null) {
                            patients.merge(patient, ofRecord, Boolean::logicalOr);
                        }
                        if (ofRecord && row.getLong(4) > 1 && !type.equals("Patient")) {
                            changed.add(row.getLong(1));
                        }
                    }
                });
        before(changed).forEach(patient -> patients.put(patient, true));
        return new Changes(patients, rules[0]);
    }

    /**
     * The Patients to whom changed resources belonged before: an update may have moved a resource to another Patient.
     */
    private Set<String> before(Collection<Long> changed) {
        Set<String> patients = new java.util.HashSet<>();
        if (!changed.isEmpty()) {
            read(
                    EARLIER,
                    statement ->
                            statement.setArray(1, statement.getConnection().createArrayOf("bigint", changed.toArray())),
                    row -> {
                        JsonNode text = PatientSnapshots.parsed(row.getString(1));
                        for (String element : List.of("subject", "patient", "individual")) {
                            String reference =
                                    text.path(element).path("reference").asText();
                            if (reference.startsWith("Patient/")) {
                                patients.add(reference.split("/")[1]);
                            }
                        }
                    });
        }
        return patients;
    }

    private interface Parameters {
        void setOn(PreparedStatement statement) throws java.sql.SQLException;
    }

    private void read(String sql, Parameters parameters, RowCallbackHandler row) {
        database.query(
                connection -> {
                    PreparedStatement statement = connection.prepareStatement(sql);
                    parameters.setOn(statement);
                    return statement;
                },
                row);
    }
}
