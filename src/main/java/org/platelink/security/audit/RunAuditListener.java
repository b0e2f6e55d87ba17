package org.platelink.security.audit;

import java.util.List;
import org.platelink.security.run.RunCancelledEvent;
import org.springframework.context.event.EventListener;

/** Event listener that records which run an admin cancelled. */
class RunAuditListener {

    private final AuditTrail trail;

    RunAuditListener(AuditTrail trail) {
        this.trail = trail;
    }

    @EventListener
    public void on(RunCancelledEvent cancelled) {
        trail.record(new AuditRecord(
                AuditRecord.Kind.EXPORT,
                Action.DELETE,
                Outcome.SUCCESS,
                cancelled.admin(),
                null,
                "What was being taken out or calculated was ended.",
                List.of(cancelled.client(), cancelled.run())));
    }
}
