package org.platelink.platform.hapi.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A selection of the current versions of the resources of one type, which is built condition by condition and read
 * from a connection.
 */
public final class ResourceSelection {

    private static final String CURRENT =
            """
            select r.fhir_id, r.res_ver, r.res_updated, v.res_text_vc, v.source_uri
            from hfj_resource r join hfj_res_ver v on v.res_id = r.res_id and v.res_ver = r.res_ver
            where\s""";

    private static final String COUNT = "select count(*) from hfj_resource r where ";

    /** Restricts resources to those of a Patient, by the reference to the Patient. */
    private static final String OF_PATIENT =
            """
            exists (select 1 from hfj_res_link l join hfj_resource p on p.res_id = l.target_resource_id
            where l.src_resource_id = r.res_id and l.src_path = ? and p.res_type = 'Patient'\s""";

    /** Restricts Patients to those that an Organization manages. */
    private static final String MANAGED =
            """
            exists (select 1 from hfj_res_link m join hfj_resource o on o.res_id = m.target_resource_id
            where m.src_resource_id = %s.res_id and m.src_path = 'Patient.managingOrganization'
            and o.res_type = 'Organization' and o.fhir_id = ?)""";

    private final List<String> where = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    /** All resources of a type that are not deleted. */
    public ResourceSelection(String type) {
        add("r.res_type = ?", type);
        where.add("r.res_deleted_at is null");
    }

    /** Only those that were written after a time. */
    public ResourceSelection writtenAfter(Instant time) {
        return add("r.res_updated > ?", time);
    }

    /** Only those with these numeric keys (PIDs). */
    public ResourceSelection withKeys(Collection<Long> keys) {
        return add("r.res_id = any(?)", new Rows.Keys(keys));
    }

    /** Of Patients, only those that an Organization manages. */
    public ResourceSelection patientsManagedBy(String organization) {
        return add(MANAGED.formatted("r"), organization);
    }

    /** Only those with these ids. */
    public ResourceSelection withIds(Collection<String> ids) {
        return add("r.fhir_id = any(?)", ids);
    }

    /**
     * Only those that refer to a Patient.
     *
     * @param path the path of the search parameter by which they do, such as {@code Observation.subject}
     * @param organization the Organization that manages the Patient; null for any
     * @param patients the ids of the Patients; null for any
     */
    public ResourceSelection ofPatients(
            String path, @Nullable String organization, @Nullable Collection<String> patients) {
        StringBuilder patientCondition = new StringBuilder(OF_PATIENT);
        values.add(path);
        if (organization != null) {
            patientCondition.append(" and ").append(MANAGED.formatted("p"));
            values.add(organization);
        }
        if (patients != null) {
            patientCondition.append(" and p.fhir_id = any(?)");
            values.add(patients);
        }
        where.add(patientCondition.append(')').toString());
        return this;
    }

    private ResourceSelection add(String condition, Object value) {
        where.add(condition);
        values.add(value);
        return this;
    }

    /** The query for id, version number, time of writing, stored JSON and source, in these columns. */
    public PreparedStatement prepare(Connection connection) throws SQLException {
        return prepare(connection, CURRENT);
    }

    /** The query for the number of resources. */
    public PreparedStatement prepareCount(Connection connection) throws SQLException {
        return prepare(connection, COUNT);
    }

    private PreparedStatement prepare(Connection connection, String before) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(before + String.join(" and ", where));
        try {
            for (int i = 0; i < values.size(); i++) {
                Rows.set(connection, statement, i + 1, values.get(i));
            }
        } catch (SQLException failure) {
            statement.close();
            throw failure;
        }
        return statement;
    }
}
