package org.platelink.platform.hapi.table;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which Patients an Organization manages, by HAPI's table of reference links. */
public final class ManagedPatients {

    private static final String SQL =
            """
            select p.fhir_id
            from hfj_resource p
            where p.res_type = 'Patient' and p.fhir_id = any(?) and p.res_deleted_at is null
            and exists (
                select from hfj_res_link l
                join hfj_resource o on o.res_id = l.target_resource_id
                where l.src_resource_id = p.res_id and l.src_path = 'Patient.managingOrganization'
                and o.res_type = 'Organization' and o.fhir_id = ? offset 0)
            """;

    private ManagedPatients() {}

    /** Those of the given Patients that an Organization manages, by id, as the transaction of a connection sees it. */
    public static Set<String> of(String organization, Collection<String> patients, Connection database)
            throws SQLException {
        return new HashSet<>(Rows.list(database, SQL, row -> row.getString(1), patients, organization));
    }

    /** Those of the given Patients that an Organization manages, by id. */
    public static Set<String> of(String organization, Collection<String> patients, JdbcClient database) {
        return database.sql(SQL)
                .params(patients.toArray(String[]::new), organization)
                .query(String.class)
                .set();
    }
}
