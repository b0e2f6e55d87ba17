package org.platelink.study.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.platelink.platform.hapi.table.PatientLinks;
import org.platelink.platform.hapi.table.ResourceTable;
import org.platelink.platform.hapi.table.ResourceTexts;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Poller that reports what any server wrote to the database since the previous poll.
 *
 * <p>Each poll also reads the last three minutes before the previous one again, because a long transaction makes its
 * rows visible later than their timestamps, and the clocks of two servers differ. Versions seen in that overlap are
 * remembered, so that each is reported once. Thread-safe.
 */
public final class ChangeFeed {

    /** Longer than any transaction takes. */
    private static final Duration OVERLAP = Duration.ofMinutes(3);

    private static final Set<String> RULES =
            Set.of("ResearchStudy", "PlanDefinition", "ActivityDefinition", "Library", "Organization");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JdbcTemplate database;
    private final ResourceTable stored;
    private final Clock clock;
    private final Map<Long, SeenVersion> seen = new HashMap<>();
    private Instant last;

    /** A feed of what is written from now on. */
    public ChangeFeed(JdbcTemplate database, ResourceTable stored, Clock clock) {
        this(database, stored, clock, clock.instant());
    }

    /** A feed of what was and is written since a time. */
    public ChangeFeed(JdbcTemplate database, ResourceTable stored, Clock clock, Instant since) {
        this.database = database;
        this.stored = stored;
        this.clock = clock;
        this.last = since;
    }

    private record SeenVersion(long version, Instant updated) {}

    /** The time of the previous poll: what was written before it is reported. */
    public synchronized Instant reportedUntil() {
        return last;
    }

    /** What was written since the previous poll; at the first poll, in the last minutes. */
    public synchronized ChangedRecords look() {
        Instant began = clock.instant();
        Map<Long, SeenVersion> written = new HashMap<>();
        for (ResourceTable.Version row : stored.writtenSince(last.minus(OVERLAP), types())) {
            SeenVersion version = new SeenVersion(row.version(), row.updated());
            if (!version.equals(seen.get(row.key()))) {
                written.put(row.key(), version);
            }
        }
        ChangedRecords changes = written.isEmpty() ? new ChangedRecords(Map.of(), false) : changes(written.keySet());
        // Only after their Patients are known, so that what a failed poll found is reported by the next one.
        seen.putAll(written);
        last = began;
        seen.values().removeIf(one -> one.updated().isBefore(began.minus(OVERLAP)));
        return changes;
    }

    private static List<String> types() {
        return Stream.concat(
                        Stream.concat(Stream.of("Patient"), RULES.stream()),
                        PatientRecords.paths().stream().map(path -> path.substring(0, path.indexOf('.'))))
                .toList();
    }

    private ChangedRecords changes(Collection<Long> written) {
        Map<String, Boolean> patients = new HashMap<>();
        List<Long> changed = new ArrayList<>();
        boolean rules = false;
        for (PatientLinks.PatientResource one : read(links -> links.patientsOf(written, PatientRecords.paths()))) {
            boolean ofRecord = !DerivedResults.isDerived(one.id());
            if (RULES.contains(one.type())) {
                rules = true;
            } else {
                String patient = one.type().equals("Patient") ? one.id() : one.patient();
                if (patient != null) {
                    patients.merge(patient, ofRecord, Boolean::logicalOr);
                }
                if (ofRecord && one.version() > 1 && !one.type().equals("Patient")) {
                    changed.add(one.key());
                }
            }
        }
        before(changed).forEach(patient -> patients.put(patient, true));
        return new ChangedRecords(patients, rules);
    }

    /**
     * The Patients to whom changed resources belonged before: an update may have moved a resource to another Patient.
     */
    private Set<String> before(Collection<Long> changed) {
        Set<String> patients = new java.util.HashSet<>();
        if (!changed.isEmpty()) {
            for (String earlier : texts(changed)) {
                JsonNode text = parsed(earlier);
                for (String element : List.of("subject", "patient", "individual")) {
                    String reference = text.path(element).path("reference").asText();
                    if (reference.startsWith("Patient/")) {
                        patients.add(reference.split("/")[1]);
                    }
                }
            }
        }
        return patients;
    }

    private List<String> texts(Collection<Long> changed) {
        return Objects.requireNonNull(
                database.execute((Connection connection) -> new ResourceTexts(connection).ofAllVersions(changed)));
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("A stored text is not JSON.", broken);
        }
    }

    private interface Reading<T> {
        T from(PatientLinks links) throws SQLException;
    }

    private <T> T read(Reading<T> reading) {
        return Objects.requireNonNull(
                database.execute((Connection connection) -> reading.from(new PatientLinks(connection))));
    }
}
