package org.platelink.security.audit;

/** The audit trail for other modules: they record here what the FHIR interface does not show. */
public interface AuditTrail {

    /**
     * Records a deed and returns when it is in the trail. A module that answers a request records before it answers,
     * and does not catch the exception.
     *
     * @throws TrailUnavailable (503) if it cannot be recorded
     */
    void record(AuditedDeed deed);

    /**
     * Records a deed that is already done and durable elsewhere, without waiting. If it cannot be recorded now, it is
     * recorded later.
     */
    void note(AuditedDeed deed);

    /** Whether the trail can be written now. While it cannot, no operation that changes something may begin. */
    boolean isWritable();
}
