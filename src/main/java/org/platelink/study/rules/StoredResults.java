package org.platelink.study.rules;

import ca.uhn.fhir.context.FhirContext;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.hl7.fhir.r4.model.Observation;
import org.platelink.platform.hapi.table.ResourceTexts;
import org.springframework.jdbc.datasource.DataSourceUtils;

/** Reads the stored derived results. */
final class StoredResults {

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
        try {
            new ResourceTexts(connection)
                    .current("Observation", ids)
                    .forEach((id, json) -> found.put(id, fhir.newJsonParser().parseResource(Observation.class, json)));
            return found;
        } catch (SQLException failure) {
            throw new IllegalStateException("The derived results could not be read.", failure);
        } finally {
            DataSourceUtils.releaseConnection(connection, database);
        }
    }
}
