package org.platelink.laboratory.intake;

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
import org.platelink.security.audit.AuditTrail;
import org.platelink.security.audit.AuditedDeed;
import org.platelink.security.audit.Outcome;

/** Leaves in the trail who delivered which message, and what became of it where that changes nothing. */
final class MessageEvents {

    private final AuditTrail trail;

    MessageEvents(AuditTrail trail) {
        this.trail = trail;
    }

    /** Whether messages may be taken, and have their turns: what they bring must leave events. */
    boolean canBeLeft() {
        return trail.isWritable();
    }

    /**
     * A message came and was kept.
     *
     * @param address the network address of who delivered it; null where the request over HTTP tells it
     */
    void received(UUID message, MessageStatus fate, String door, Caller caller, @Nullable String address) {
        trail.note(new AuditedDeed(
                AuditedDeed.Kind.MESSAGE,
                Action.CREATE,
                fate == MessageStatus.REJECTED ? Outcome.FAILURE : Outcome.SUCCESS,
                caller,
                address,
                "A message came by " + door + ": " + fate.code() + ".",
                List.of(message.toString())));
    }

    /** A message came and could not be kept. */
    void notTaken(String door, Caller caller, @Nullable String address) {
        trail.note(new AuditedDeed(
                AuditedDeed.Kind.MESSAGE,
                Action.CREATE,
                Outcome.FAILURE,
                caller,
                address,
                "A message came by " + door + " and was not taken: too many wait, or it could not be kept.",
                List.of()));
    }

    /** A message had its turn. What it changed has an event of its own. */
    void decided(UUID message, MessageStatus fate, String client, String site) {
        if (fate != MessageStatus.APPLIED) {
            trail.note(new AuditedDeed(
                    AuditedDeed.Kind.MESSAGE,
                    Action.EXECUTE,
                    Outcome.SUCCESS,
                    deliverer(client, site),
                    null,
                    "A message had its turn: " + fate.code() + ".",
                    List.of(message.toString())));
        }
    }

    /** A request of the server's own, by which it stores what somebody has delivered. */
    static RequestDetails requestOf(UUID message, String client, String site) {
        RequestDetails request = new SystemRequestDetails();
        new ActingAgent(deliverer(client, site), message.toString()).markOn(request);
        return request;
    }

    /** Whoever delivers is an EHR, or a laboratory's system that is known as a peer, and does it for its site. */
    private static Caller deliverer(String client, String site) {
        return new Caller(client, Role.EHR, site, Set.of(), Caller.PUBLIC.scopes());
    }
}
