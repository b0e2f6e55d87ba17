package org.platelink.security.audit;

/** Where other capabilities have recorded what FHIR's interface does not show. */
public interface AuditTrail {

    /**
     * Records a deed, and returns when it stands in the trail. Whoever answers a request says it before the answer leaves,
     * and lets a failure through.
     *
     * @throws TrailUnavailable (503) if it cannot be recorded
     */
    void record(AuditedDeed deed);

    /**
     * Records a deed that is done and durable elsewhere, and does not wait: where it cannot be recorded now, it is when it can
     * be.
     */
    void note(AuditedDeed deed);

    /** Whether the trail can be written now. Where it cannot, nothing is to be begun that changes something. */
    boolean isWritable();
}
