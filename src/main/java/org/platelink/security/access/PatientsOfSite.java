package org.platelink.security.access;

import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.model.api.IQueryParameterType;
import ca.uhn.fhir.rest.param.ReferenceParam;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Knows of a search for what belongs to some named Patients whether all of these are a site's. Such a search finds nothing of
 * another site, and needs no condition along the reference, by which PostgreSQL would go through all that the site has stored:
 * it takes an Organization to have a few Patients.
 */
final class PatientsOfSite {

    /** A search of more of them is held to the site like one that names nobody. */
    private static final int MOST = 100;

    private static final Set<String> REFERENCES = Set.of("subject", "patient");

    private final JdbcClient database;

    PatientsOfSite(JdbcClient database) {
        this.database = database;
    }

    /**
     * Whether a search can find nothing but what belongs to Patients of a site.
     *
     * @param reference the search parameter by which resources of the type are a Patient's
     */
    boolean areAllAskedFor(SearchParameterMap search, String reference, String site) {
        Set<String> names = REFERENCES.contains(reference) ? REFERENCES : Set.of(reference);
        return names.stream()
                .filter(search::containsKey)
                .flatMap(name -> search.get(name).stream().map(ored -> patients(name, ored)))
                .anyMatch(patients -> !patients.isEmpty() && patients.size() <= MOST && areOf(site, patients));
    }

    /** The ids of the Patients that are named; none if anything else is. */
    private static Set<String> patients(String name, List<IQueryParameterType> ored) {
        // The others lead to Patients alone.
        String usual = name.equals("subject") ? "" : "Patient";
        boolean allNamed = ored.stream()
                .allMatch(one -> one instanceof ReferenceParam reference
                        && reference.getMissing() == null
                        && reference.getQueryParameterQualifier() == null
                        && reference.getChain() == null
                        && "Patient".equals(Objects.requireNonNullElse(reference.getResourceType(), usual))
                        && reference.getBaseUrl() == null
                        && reference.getIdPart() != null);
        return allNamed
                ? ored.stream().map(one -> ((ReferenceParam) one).getIdPart()).collect(Collectors.toSet())
                : Set.of();
    }

    private boolean areOf(String site, Set<String> patients) {
        return database.sql(StoredSites.PATIENTS)
                        .params(patients.toArray(String[]::new), site)
                        .query(String.class)
                        .list()
                        .size()
                == patients.size();
    }
}
