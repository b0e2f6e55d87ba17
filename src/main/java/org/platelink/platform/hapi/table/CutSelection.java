package org.platelink.platform.hapi.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A selection of the versions of one type that a data cut holds, in an order that never changes, which is built
 * condition by condition and read from a connection.
 */
public final class CutSelection {

    private static final String VERSIONS =
            """
            select r.fhir_id, v.res_ver, v.res_updated, v.res_text_vc, v.source_uri
            from review.cut_version c
            join hfj_resource r on r.res_id = c.resource
            join hfj_res_ver v on v.res_id = c.resource and v.res_ver = c.version
            where\s""";

    private static final String COUNT =
            """
            select count(*) from review.cut_version c
            join hfj_res_ver v on v.res_id = c.resource and v.res_ver = c.version
            where\s""";

    private static final String CHANGED =
            """
            select c.type || '/' || coalesce(r.fhir_id, c.resource::text) || '/_history/' || c.version
            from review.cut_version c
            left join hfj_resource r on r.res_id = c.resource
            left join hfj_res_ver v on v.res_id = c.resource and v.res_ver = c.version
            where (v.res_id is null or md5(coalesce(v.res_text_vc, ''))::uuid <> c.digest) and\s""";

    private static final String OF_PATIENT =
            """
            exists (select 1 from hfj_resource p where p.res_id = c.patient and p.fhir_id = any(?))""";

    private static final String MANAGED =
            """
            exists (select 1 from hfj_res_link m join hfj_resource o on o.res_id = m.target_resource_id
            where m.src_resource_id = c.patient and m.src_path = 'Patient.managingOrganization'
            and o.res_type = 'Organization' and o.fhir_id = ?)""";

    private final List<String> where = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    /** All versions of a type. */
    public CutSelection(String cut, String type) {
        add("c.cut = ?", cut);
        add("c.type = ?", type);
    }

    /** Only those that were written after a time. */
    public CutSelection writtenAfter(Instant time) {
        return add("v.res_updated > ?", time);
    }

    /** Only those of resources with these numeric keys (PIDs). */
    public CutSelection withKeys(Collection<Long> keys) {
        return add("c.resource = any(?)", new Rows.Keys(keys));
    }

    /** Only those of Patients that an Organization manages now. */
    public CutSelection ofSite(String organization) {
        return add(MANAGED, organization);
    }

    /** Only those of Patients with these ids. */
    public CutSelection ofPatients(Collection<String> patients) {
        return add(OF_PATIENT, patients);
    }

    private CutSelection add(String condition, Object value) {
        where.add(condition);
        values.add(value);
        return this;
    }

    /** The query for id, version number, time of writing, stored JSON and source, in these columns. */
    public PreparedStatement prepare(Connection connection) throws SQLException {
        return prepare(connection, VERSIONS, " order by c.resource");
    }

    /** The query for the number of versions. */
    public PreparedStatement prepareCount(Connection connection) throws SQLException {
        return prepare(connection, COUNT, "");
    }

    /** The names of some versions that are not there any more, or not as they were. */
    public List<String> changed(Connection connection, int most) throws SQLException {
        List<String> changed = new ArrayList<>();
        try (PreparedStatement statement = prepare(connection, CHANGED, " order by c.resource limit " + most);
                var row = statement.executeQuery()) {
            while (row.next()) {
                changed.add(row.getString(1));
            }
        }
        return changed;
    }

    private PreparedStatement prepare(Connection connection, String before, String after) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(before + String.join(" and ", where) + after);
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
