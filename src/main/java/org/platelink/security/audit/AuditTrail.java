package org.platelink.security.audit;

/** The audit trail for other modules: they record here what the FHIR interface does not show. */
public interface AuditTrail {

    /**
     * Records an action and returns when it is in the trail. A module that answers a request records before it answers,
     * and does not catch the exception.
     *
     * @throws TrailUnavailable (503) if it cannot be recorded
     */
    void record(AuditRecord auditRecord);

    /**
     * Records an act that is already done and durable elsewhere, without waiting. If it cannot be recorded now, it is
     * recorded later.
     */
    void note(AuditRecord auditRecord);

    /** Whether the trail can be written now. While it cannot, no operation that changes something may begin. */
    boolean isWritable();
}
