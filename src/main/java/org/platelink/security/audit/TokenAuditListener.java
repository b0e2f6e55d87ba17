package org.platelink.security.audit;

import java.util.List;
import java.util.Set;
import org.platelink.security.access.Caller;
import org.platelink.security.access.Role;
import org.platelink.security.audit.AuditRecord.Kind;
import org.platelink.security.token.AppConsentEvent;
import org.platelink.security.token.AppConsentEvent.Decision;
import org.platelink.security.token.ClientChangeEvent;
import org.platelink.security.token.TokenRequestEvent;
import org.springframework.context.event.EventListener;

/**
 * Event listener that records token requests, app consents and client changes in the audit trail. A request whose
 * token is not accepted is recorded by {@link OtherRequests} instead, with what it asked for.
 */
class TokenAuditListener {

    private static final int LONGEST = 500;
    private static final int LONGEST_NAME = 100;

    private final AuditTrail trail;

    TokenAuditListener(AuditTrail trail) {
        this.trail = trail;
    }

    /** A refused client has not proven its identity; it has a role only with its token, so PUBLIC is recorded here. */
    @EventListener
    public void on(TokenRequestEvent decided) {
        String client =
                decided.client().isEmpty() ? Caller.PUBLIC.client() : CutText.of(decided.client(), LONGEST_NAME);
        trail.record(new AuditRecord(
                Kind.TOKEN,
                Action.EXECUTE,
                decided.refusal() == null ? Outcome.SUCCESS : Outcome.REFUSED,
                new Caller(
                        decided.person() == null ? client : decided.person(),
                        Role.PUBLIC,
                        null,
                        Set.of(),
                        Caller.PUBLIC.scopes(),
                        null,
                        decided.person() == null ? null : client),
                decided.address(),
                CutText.of(
                        decided.refusal() == null
                                ? "A token was given for " + decided.scopes() + "."
                                : "No token was given: " + decided.refusal(),
                        LONGEST),
                List.of()));
    }

    /** The app itself has sent nothing yet; its request comes by the person's browser. */
    @EventListener
    public void on(AppConsentEvent decided) {
        trail.record(new AuditRecord(
                Kind.APP,
                Action.EXECUTE,
                decided.decision() == Decision.REFUSED ? Outcome.REFUSED : Outcome.SUCCESS,
                new Caller("user:" + decided.login(), Role.PUBLIC, null, Set.of(), Caller.PUBLIC.scopes()),
                decided.address(),
                CutText.of(
                        switch (decided.decision()) {
                                    case ALLOWED -> "A person has allowed an app: ";
                                    case REFUSED -> "A person has refused an app: ";
                                    case ENDED -> "A person has ended what an app was allowed: ";
                                }
                                + decided.scopes() + ".",
                        LONGEST),
                List.of(decided.app())));
    }

    @EventListener
    public void on(ClientChangeEvent changed) {
        trail.record(new AuditRecord(
                Kind.CLIENT,
                switch (changed.change()) {
                    case ADDED -> Action.CREATE;
                    case KEYS_REPLACED -> Action.UPDATE;
                    case REVOKED -> Action.DELETE;
                },
                Outcome.SUCCESS,
                changed.by(),
                null,
                switch (changed.change()) {
                    case ADDED -> "A client was registered.";
                    case KEYS_REPLACED -> "A client's keys were replaced.";
                    case REVOKED -> "A client was shut out.";
                },
                List.of(changed.client())));
    }
}
