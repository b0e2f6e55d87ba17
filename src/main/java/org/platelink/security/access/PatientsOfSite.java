package org.platelink.security.access;

import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.model.api.IQueryParameterType;
import ca.uhn.fhir.rest.param.ReferenceParam;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.platelink.platform.hapi.table.ManagedPatients;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Detects searches that are restricted to named Patients which all belong to a site. Such a search needs no further
 * site condition. Avoiding it matters: PostgreSQL expects an Organization to have few Patients, so with the chained
 * condition it would read all that the site has stored.
 */
final class PatientsOfSite {

    /** A search with more Patients gets the site condition like one that names none. */
    private static final int MOST = 100;

    private static final Set<String> REFERENCES = Set.of("subject", "patient");

    private final JdbcClient database;

    PatientsOfSite(JdbcClient database) {
        this.database = database;
    }

    /**
     * Whether a search can find only resources of a site's Patients.
     *
     * @param reference the search parameter by which resources of the type belong to a Patient
     */
    boolean areAllAskedFor(SearchParameterMap search, String reference, String site) {
        Set<String> names = REFERENCES.contains(reference) ? REFERENCES : Set.of(reference);
        return names.stream()
                .filter(search::containsKey)
                .flatMap(name -> search.get(name).stream().map(ored -> patients(name, ored)))
                .anyMatch(patients -> !patients.isEmpty() && patients.size() <= MOST && areOf(site, patients));
    }

    /** The ids of the named Patients; empty if anything else is named as well. */
    private static Set<String> patients(String name, List<IQueryParameterType> ored) {
        // The other parameters have Patient as their only target type.
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
        return ManagedPatients.of(site, patients, database).size() == patients.size();
    }
}
