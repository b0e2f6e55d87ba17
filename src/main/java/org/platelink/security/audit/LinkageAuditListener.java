package org.platelink.security.audit;

import java.util.List;
import org.platelink.security.linkage.LinkageAccessEvent;
import org.springframework.context.event.EventListener;

/**
 * Event listener that records each use of the linkage table: who used it and for which participant, never which
 * identifier.
 */
class LinkageAuditListener {

    private final AuditTrail trail;

    LinkageAuditListener(AuditTrail trail) {
        this.trail = trail;
    }

    /** Runs within the transaction of the access, so that an access that cannot be recorded is not answered. */
    @EventListener
    public void on(LinkageAccessEvent use) {
        trail.record(new AuditRecord(
                AuditRecord.Kind.LINKAGE,
                use.act() == LinkageAccessEvent.Act.LINK ? Action.CREATE : Action.READ,
                Outcome.SUCCESS,
                use.caller().orElse(null),
                null,
                sentence(use),
                use.participant() == null ? List.of() : List.of("Patient/" + use.participant())));
    }

    private static String sentence(LinkageAccessEvent use) {
        return switch (use.act()) {
            case LINK -> "An identifier was joined to a participant.";
            case FIND_PARTICIPANT ->
                use.participant() == null
                        ? "The participant of an identifier was looked up and not found."
                        : "The participant of an identifier was looked up.";
            case READ_IDENTIFIERS -> "The identifiers of a participant were read.";
        };
    }
}
