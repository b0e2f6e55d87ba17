package org.platelink.trial.review;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.Session;
import org.platelink.platform.hapi.table.ResearchSubjects;
import org.platelink.platform.hapi.table.ResearchSubjects.Subject;

/** Checks that none of some Patients is a subject whose data are locked, within the transaction that writes them. */
final class LockCheck implements LockRules.Check {

    private final EntityManager entityManager;
    private final LockTable locks;

    LockCheck(EntityManager entityManager, LockTable locks) {
        this.entityManager = entityManager;
        this.locks = locks;
    }

    /**
     * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException 423 if one is
     */
    @Override
    public void check(Set<String> patients) {
        locks.share();
        List<Lock> found = locks.of(patients);
        for (Lock lock : found) {
            if (lock.type().equals(Lock.SUBJECT)) {
                throw lock.refusal();
            }
        }
        if (!found.isEmpty()) {
            Set<String> studies = studiesOf(patients);
            found.stream()
                    .filter(lock -> studies.contains(lock.id()))
                    .findFirst()
                    .ifPresent(lock -> {
                        throw lock.refusal();
                    });
        }
    }

    private Set<String> studiesOf(Set<String> patients) {
        // A subject that this transaction registers counts too.
        entityManager.flush();
        return entityManager
                .unwrap(Session.class)
                .doReturningWork(connection -> new ResearchSubjects(connection).ofPatients(patients))
                .stream()
                .map(Subject::study)
                .collect(Collectors.toSet());
    }
}
