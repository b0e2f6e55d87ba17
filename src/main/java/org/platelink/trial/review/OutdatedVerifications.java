package org.platelink.trial.review;

import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import jakarta.persistence.EntityManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hibernate.Session;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.VerificationResult;
import org.platelink.platform.hapi.table.References;

/** Marks verifications as outdated, within the transaction that makes them so. */
final class OutdatedVerifications implements VerificationRules.Outdating {

    private final IFhirResourceDao<VerificationResult> store;
    private final EntityManager entityManager;
    private final Clock clock;

    OutdatedVerifications(IFhirResourceDao<VerificationResult> store, EntityManager entityManager, Clock clock) {
        this.store = store;
        this.entityManager = entityManager;
        this.clock = clock;
    }

    @Override
    public void of(Set<String> updated, Map<String, Set<String>> visits) {
        Set<String> changed = new TreeSet<>(updated);
        visits.values().forEach(changed::addAll);
        entityManager.flush();
        List<String> concerned = entityManager
                .unwrap(Session.class)
                .doReturningWork(connection -> locked(new References(connection), changed));
        for (String id : concerned) {
            VerificationResult verification =
                    store.read(new IdType("VerificationResult", id), new SystemRequestDetails());
            if (Verification.holds(verification)) {
                outdatedBy(verification, updated, visits)
                        .ifPresent(by -> store.update(
                                Verification.outdated(verification, by, Date.from(clock.instant())),
                                new SystemRequestDetails()));
            }
        }
    }

    /** Locked, so that of two transactions that make the same one outdated the second sees what the first did. */
    private static List<String> locked(References references, Set<String> changed) throws SQLException {
        List<String> ids = references.to(changed, "VerificationResult.target");
        if (!ids.isEmpty()) {
            references.lock(ids.stream().map(id -> "VerificationResult/" + id).toList());
        }
        return ids;
    }

    /** What makes a verification outdated: a change of what it rests on, or an addition to its visit. */
    static Optional<String> outdatedBy(
            VerificationResult verification, Set<String> updated, Map<String, Set<String>> visits) {
        Set<String> verified = Verification.versions(verification).keySet();
        Optional<String> change = updated.stream().filter(verified::contains).findFirst();
        if (change.isPresent() || !Verification.isOf(verification, Verification.Process.VISIT_SIGN_OFF)) {
            return change;
        }
        return visits.entrySet().stream()
                .filter(one -> !verified.contains(one.getKey()))
                .filter(one -> one.getValue().stream().anyMatch(verified::contains))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
