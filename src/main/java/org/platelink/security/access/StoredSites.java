package org.platelink.security.access;

import jakarta.persistence.EntityManager;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.Session;

/** Determines the site of stored Patients by HAPI's reference index table, within the current transaction. */
final class StoredSites {

    /** Selects, among given Patients, those with a given Organization as managingOrganization. */
    static final String PATIENTS =
            """
            select p.fhir_id
            from hfj_resource p
            where p.res_type = 'Patient' and p.fhir_id = any(?::text[]) and p.res_deleted_at is null
            and exists (
                select from hfj_res_link l
                join hfj_resource o on o.res_id = l.target_resource_id
                where l.src_resource_id = p.res_id and l.src_path = 'Patient.managingOrganization'
                and o.res_type = 'Organization' and o.fhir_id = ? offset 0)
            """;

    private final EntityManager entityManager;
    private final Membership membership;

    StoredSites(EntityManager entityManager, Membership membership) {
        this.entityManager = entityManager;
        this.membership = membership;
    }

    /** Those among some references that do not belong to a site, or do not exist. */
    Set<String> notOf(String site, Set<String> references) {
        if (references.isEmpty()) {
            return Set.of();
        }
        Set<String> patients = references.stream()
                .filter(reference -> reference.startsWith("Patient/"))
                .map(reference -> reference.substring("Patient/".length()))
                .collect(Collectors.toCollection(HashSet::new));
        Set<String> others = new HashSet<>(references);
        others.removeIf(reference -> reference.startsWith("Patient/") || isOf(site, reference));
        patients.removeAll(patientsOf(site, patients));
        if (!patients.isEmpty()) {
            // They may have been written in this transaction and not flushed to the database yet.
            entityManager.flush();
            patients.removeAll(patientsOf(site, patients));
        }
        patients.forEach(patient -> others.add("Patient/" + patient));
        return others;
    }

    private boolean isOf(String site, String reference) {
        String[] parts = reference.split("/", 2);
        return parts.length == 2 && membership.holds(parts[0], parts[1], new AccessGrant(site, List.of()));
    }

    private Set<String> patientsOf(String site, Set<String> ids) {
        return entityManager.unwrap(Session.class).doReturningWork(connection -> {
            Set<String> found = new HashSet<>();
            Array asked = connection.createArrayOf("text", ids.toArray());
            try (PreparedStatement statement = connection.prepareStatement(PATIENTS)) {
                statement.setArray(1, asked);
                statement.setString(2, site);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        found.add(row.getString(1));
                    }
                }
            }
            return found;
        });
    }
}
