package org.platelink.analytics.extract;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.platelink.security.access.SearchRestriction;

/**
 * SQL query for the current versions of the resources of one type, with its conditions.
 *
 * @param where the conditions, joined by {@code and}
 * @param values the values of their placeholders
 */
record ResourceQuery(List<String> where, List<Object> values) {

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

    /** Restricts Patients to those of a site, by the reference to the site. */
    private static final String OF_SITE =
            """
            exists (select 1 from hfj_res_link m join hfj_resource o on o.res_id = m.target_resource_id
            where m.src_resource_id = %s.res_id and m.src_path = 'Patient.managingOrganization'
            and o.res_type = 'Organization' and o.fhir_id = ?)""";

    /** Builds the query for a search restriction. */
    static ResourceQuery of(SearchRestriction extent, Filter filter, @Nullable List<Long> numbers) {
        ResourceQuery question = new ResourceQuery(new ArrayList<>(), new ArrayList<>());
        question.add("r.res_type = ?", extent.type());
        question.add("r.res_deleted_at is null");
        if (filter.since() != null) {
            question.add("r.res_updated > ?", Timestamp.from(filter.since()));
        }
        if (numbers != null) {
            question.add("r.res_id = any(?)", numbers);
        }
        question.ofPatients(extent, filter.patients());
        return question;
    }

    private void ofPatients(SearchRestriction extent, @Nullable List<String> patients) {
        String site = extent.site();
        if (extent.patientPath() == null) {
            if (extent.isOfPatients() && site != null) {
                add(OF_SITE.formatted("r"), site);
            }
            if (extent.isOfPatients() && patients != null) {
                add("r.fhir_id = any(?)", patients);
            }
        } else if (site != null || patients != null) {
            StringBuilder whose = new StringBuilder(OF_PATIENT);
            values.add(extent.patientPath());
            if (site != null) {
                whose.append(" and ").append(OF_SITE.formatted("p"));
                values.add(site);
            }
            if (patients != null) {
                whose.append(" and p.fhir_id = any(?)");
                values.add(patients);
            }
            where.add(whose.append(')').toString());
        }
    }

    private void add(String condition, Object... value) {
        where.add(condition);
        values.addAll(List.of(value));
    }

    PreparedStatement prepare(Connection connection) throws SQLException {
        return prepare(connection, CURRENT);
    }

    PreparedStatement prepareCount(Connection connection) throws SQLException {
        return prepare(connection, COUNT);
    }

    private PreparedStatement prepare(Connection connection, String before) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(before + String.join(" and ", where));
        try {
            for (int i = 0; i < values.size(); i++) {
                set(connection, statement, i + 1, values.get(i));
            }
        } catch (SQLException failure) {
            statement.close();
            throw failure;
        }
        return statement;
    }

    private static void set(Connection connection, PreparedStatement statement, int index, Object value)
            throws SQLException {
        if (value instanceof List<?> list) {
            boolean numbers = !list.isEmpty() && list.get(0) instanceof Long;
            statement.setArray(index, connection.createArrayOf(numbers ? "bigint" : "text", list.toArray()));
        } else if (value instanceof Timestamp moment) {
            statement.setTimestamp(index, moment);
        } else {
            statement.setString(index, (String) value);
        }
    }
}
