package org.platelink.laboratory.intake.queue;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.platelink.laboratory.journal.MessageStatus;
import org.platelink.security.access.Caller;
import org.platelink.security.access.Role;
import org.platelink.security.audit.ActingAgent;
import org.platelink.security.audit.Action;
import org.platelink.security.audit.AuditRecord;
import org.platelink.security.audit.AuditTrail;
import org.platelink.security.audit.Outcome;

/** Records in the audit trail who delivered which message, and what became of messages that changed nothing. */
public final class MessageEvents {

    private final AuditTrail trail;

    MessageEvents(AuditTrail trail) {
        this.trail = trail;
    }

    /**
     * Whether the audit trail can be written. Messages may be taken and applied only then, since both must leave
     * audit events.
     */
    public boolean canBeLeft() {
        return trail.isWritable();
    }

    /**
     * Records that a message was received and kept.
     *
     * @param address the network address of the sender; null if the current HTTP request has it
     */
    public void received(UUID message, MessageStatus status, String door, Caller caller, @Nullable String address) {
        trail.note(new AuditRecord(
                AuditRecord.Kind.MESSAGE,
                Action.CREATE,
                status == MessageStatus.REJECTED ? Outcome.FAILURE : Outcome.SUCCESS,
                caller,
                address,
                "A message came by " + door + ": " + status.code() + ".",
                List.of(message.toString())));
    }

    /** Records that a message was received and not kept. */
    public void notTaken(String door, Caller caller, @Nullable String address) {
        trail.note(new AuditRecord(
                AuditRecord.Kind.MESSAGE,
                Action.CREATE,
                Outcome.FAILURE,
                caller,
                address,
                "A message came by " + door + " and was not taken: too many wait, or it could not be kept.",
                List.of()));
    }

    /** Records what became of a message, unless it was applied: the changes it made have audit events of their own. */
    void decided(UUID message, MessageStatus status, String client, String site) {
        if (status != MessageStatus.APPLIED) {
            trail.note(new AuditRecord(
                    AuditRecord.Kind.MESSAGE,
                    Action.EXECUTE,
                    Outcome.SUCCESS,
                    deliverer(client, site),
                    null,
                    "A message had its turn: " + status.code() + ".",
                    List.of(message.toString())));
        }
    }

    /** A system request for storing a message, with the sender as the acting agent of the audit trail. */
    static RequestDetails requestOf(UUID message, String client, String site) {
        RequestDetails request = new SystemRequestDetails();
        new ActingAgent(deliverer(client, site), message.toString()).markOn(request);
        return request;
    }

    /** The sender as a caller: an EHR, or a laboratory system known as an MLLP peer, which delivers for its site. */
    private static Caller deliverer(String client, String site) {
        return new Caller(client, Role.EHR, site, Set.of(), Caller.PUBLIC.scopes());
    }
}
