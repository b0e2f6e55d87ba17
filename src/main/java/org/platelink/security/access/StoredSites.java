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
    private final FormerSites formerSites;

    StoredSites(EntityManager entityManager, Membership membership, FormerSites formerSites) {
        this.entityManager = entityManager;
        this.membership = membership;
        this.formerSites = formerSites;
    }

    /**
     * Those among some references of a delivery that belong neither to a site nor to a participant who was there once,
     * or do not exist.
     */
    Set<String> notOfDeliveryOf(String site, Set<String> references) {
        Set<String> others = notOf(site, references);
        if (others.isEmpty()) {
            return others;
        }
        Set<String> former = formerSites.participantsOf(site);
        others.removeIf(reference -> isOfAny(former, reference));
        return others;
    }

    private boolean isOfAny(Set<String> patients, String reference) {
        String[] parts = reference.split("/", 2);
        return parts.length == 2
                && !patients.isEmpty()
                && (parts[0].equals("Patient")
                        ? patients.contains(parts[1])
                        : membership.isOfAny(parts[0], parts[1], patients));
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
