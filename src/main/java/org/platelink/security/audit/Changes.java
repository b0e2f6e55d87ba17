package org.platelink.security.audit;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.Session;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.pipeline.TransactionOrder;
import org.platelink.platform.pipeline.TransactionStep;

/**
 * Transaction synchronization that collects the changes of one transaction: it stores their event as pending before
 * the commit, and appends it to the trail right after the commit.
 */
final class Changes extends TransactionStep {

    private final Trail trail;
    private final Appender appender;
    private final NamedPatients patients;
    private final EntityManager entityManager;
    private Origin origin;
    private final @Nullable RequestRecord record;
    private final List<Entity> changed = new ArrayList<>();
    private final Set<String> subjects = new LinkedHashSet<>();
    private long pending;

    /**
     * Starts with no change.
     *
     * @param record of the request that will wait for the trail; null if there is none
     */
    Changes(
            Trail trail,
            Appender appender,
            NamedPatients patients,
            EntityManager entityManager,
            Origin origin,
            @Nullable RequestRecord record) {
        super(TransactionOrder.AUDIT);
        this.trail = trail;
        this.appender = appender;
        this.patients = patients;
        this.entityManager = entityManager;
        this.origin = origin;
        this.record = record;
    }

    /** Sets the agent, if the first change looked like the server's own work. */
    void by(ActingAgent agent) {
        if (origin.caller() == null) {
            origin = agent.origin();
        }
    }

    void add(Resource resource, AuditCoding lifecycle) {
        changed.add(Entity.resource(resource.getIdElement().toUnqualified().getValue(), lifecycle));
        patients.addTo(subjects, resource);
    }

    @Override
    protected void complete() {
        String event = EventText.of(event());
        try {
            pending = entityManager.unwrap(Session.class).doReturningWork(connection -> trail.keep(connection, event));
        } catch (RuntimeException failure) {
            throw new TrailUnavailable(failure);
        }
    }

    private Event event() {
        List<Entity> about = new ArrayList<>(changed);
        subjects.forEach(subject -> about.add(Entity.patient(subject)));
        return Event.rest(origin, action(), Outcome.SUCCESS, null, about);
    }

    private Action action() {
        if (changed.stream().allMatch(entity -> entity.lifecycle() == AuditCoding.CREATED)) {
            return Action.CREATE;
        }
        return changed.stream().allMatch(entity -> entity.lifecycle() == AuditCoding.AMENDED)
                ? Action.UPDATE
                : Action.EXECUTE;
    }

    @Override
    public void afterCommit() {
        AppendedEvent moved = appender.addPending(pending);
        if (record != null) {
            record.change(moved);
        }
    }
}
