package org.platelink.security.access;

import jakarta.persistence.EntityManager;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.Session;
import org.platelink.platform.hapi.table.ManagedPatients;

/** Determines the site of stored Patients within the current transaction. */
final class StoredSites {

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
        return entityManager
                .unwrap(Session.class)
                .doReturningWork(connection -> ManagedPatients.of(site, ids, connection));
    }
}
