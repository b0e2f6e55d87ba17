package org.platelink.security.audit;

import java.util.List;
import java.util.Set;
import org.platelink.security.access.Caller;
import org.platelink.security.access.Role;
import org.platelink.security.audit.AuditRecord.Kind;
import org.platelink.security.user.SignInEvent;
import org.platelink.security.user.UserChangeEvent;
import org.springframework.context.event.EventListener;

/** Event listener that records sign-ins, sign-outs, refused sign-ins and changes of people's accounts. */
class UserAuditListener {

    private final AuditTrail trail;

    UserAuditListener(AuditTrail trail) {
        this.trail = trail;
    }

    /** If the sign-in is refused, the login is only what was typed; nobody has proven to be that person. */
    @EventListener
    public void on(SignInEvent decided) {
        trail.record(new AuditRecord(
                switch (decided.deed()) {
                    case SIGN_IN, PASSWORD_SHOWN, PASSKEY_SHOWN, CONFIRMED -> Kind.SIGN_IN;
                    case SIGN_OUT, SESSIONS_ENDED -> Kind.SIGN_OUT;
                    case PASSWORD_CHOSEN, PASSKEY_ADDED, PASSKEY_REMOVED, CALENDAR_FEED_MADE, CALENDAR_FEED_ENDED ->
                        Kind.USER;
                },
                Action.EXECUTE,
                decided.refusal() == null ? Outcome.SUCCESS : Outcome.REFUSED,
                new Caller("user:" + decided.login(), Role.PUBLIC, null, Set.of(), Caller.PUBLIC.scopes()),
                decided.address(),
                sentence(decided),
                List.of()));
    }

    @EventListener
    public void on(UserChangeEvent changed) {
        trail.record(new AuditRecord(
                Kind.USER,
                switch (changed.change()) {
                    case ADDED -> Action.CREATE;
                    case RESET -> Action.UPDATE;
                    case DISABLED -> Action.DELETE;
                },
                Outcome.SUCCESS,
                changed.by(),
                null,
                switch (changed.change()) {
                    case ADDED -> "A person was added.";
                    case RESET -> "A person has to choose a new password, and has no passkey any more.";
                    case DISABLED -> "A person was shut out.";
                },
                List.of("user:" + changed.login())));
    }

    private static String sentence(SignInEvent decided) {
        if (decided.refusal() != null) {
            return switch (decided.deed()) {
                        case PASSWORD_CHOSEN -> "No password was chosen: ";
                        case PASSKEY_ADDED -> "No passkey was added: ";
                        case PASSKEY_SHOWN -> "Nobody was let in after the right password, for want of a passkey: ";
                        case CONFIRMED -> "Somebody who is signed in has not shown once more to be the person: ";
                        default -> "Nobody was let in: ";
                    }
                    + decided.refusal() + ".";
        }
        return switch (decided.deed()) {
            case SIGN_IN -> "Somebody signed in.";
            case PASSWORD_SHOWN -> "The password was right, and a passkey is asked for.";
            case PASSKEY_SHOWN -> "Somebody signed in with a password and a passkey.";
            case CONFIRMED -> "Somebody who is signed in has shown once more to be the person.";
            case PASSKEY_ADDED -> "A passkey was added.";
            case PASSKEY_REMOVED -> "A passkey was removed.";
            case SIGN_OUT -> "Somebody signed out.";
            case PASSWORD_CHOSEN -> "A password was chosen.";
            case SESSIONS_ENDED -> "Sessions elsewhere were ended.";
            case CALENDAR_FEED_MADE -> "An address for a calendar was made.";
            case CALENDAR_FEED_ENDED -> "An address for a calendar was ended.";
        };
    }
}
