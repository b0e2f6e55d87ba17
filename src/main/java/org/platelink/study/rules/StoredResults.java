package org.platelink.study.rules;

import ca.uhn.fhir.context.FhirContext;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.hl7.fhir.r4.model.Observation;
import org.springframework.jdbc.datasource.DataSourceUtils;

/** Reads the stored derived results from HAPI's tables. */
final class StoredResults {

    private static final String TEXTS =
            """
            select r.fhir_id, v.res_text_vc
            from hfj_resource r join hfj_res_ver v on v.res_id = r.res_id and v.res_ver = r.res_ver
            where r.res_type = 'Observation' and r.fhir_id = any(?) and r.res_deleted_at is null
            """;

    private final DataSource database;
    private final FhirContext fhir;

    StoredResults(DataSource database, FhirContext fhir) {
        this.database = database;
        this.fhir = fhir;
    }

    /** The results that are not stored, or differ from the stored ones in more than {@code issued}. */
    List<Observation> differing(Collection<Observation> results) {
        Map<String, Observation> before = of(results.stream()
                .map(result -> result.getIdElement().getIdPart())
                .toList());
        return results.stream()
                .filter(result -> !isSame(before.get(result.getIdElement().getIdPart()), result))
                .toList();
    }

    private boolean isSame(@org.jspecify.annotations.Nullable Observation before, Observation now) {
        return before != null && text(before).equals(text(now));
    }

    private String text(Observation result) {
        Observation copy = result.copy();
        copy.setId((String) null);
        copy.setIssued(null);
        copy.setMeta(null);
        return fhir.newJsonParser().encodeResourceToString(copy);
    }

    /** The stored results by their ids. */
    Map<String, Observation> of(Collection<String> ids) {
        Map<String, Observation> found = new HashMap<>();
        Connection connection = DataSourceUtils.getConnection(database);
        try (PreparedStatement statement = connection.prepareStatement(TEXTS)) {
            statement.setArray(1, connection.createArrayOf("text", ids.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.put(
                            row.getString(1), fhir.newJsonParser().parseResource(Observation.class, row.getString(2)));
                }
            }
            return found;
        } catch (SQLException failure) {
            throw new IllegalStateException("The derived results could not be read.", failure);
        } finally {
            DataSourceUtils.releaseConnection(connection, database);
        }
    }
}
