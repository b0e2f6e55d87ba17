package org.platelink.security.user;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.platelink.security.user.Accounts.Result;
import org.platelink.security.user.SignInEvent.AccountAction;
import org.springframework.context.ApplicationEventPublisher;

/** Service for passkeys as second factor: verification after the password, and adding and removing them. */
public final class SecondStep {

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{M}\\p{N} .,'’()_-]{1,50}");

    /** Most passkeys of a person; with more nobody can tell them apart. */
    private static final int MOST = 10;

    private final Passkeys passkeys;
    private final PasskeyCeremonies ceremonies;
    private final SignInTries tries;
    private final ApplicationEventPublisher events;

    SecondStep(Passkeys passkeys, PasskeyCeremonies ceremonies, SignInTries tries, ApplicationEventPublisher events) {
        this.passkeys = passkeys;
        this.ceremonies = ceremonies;
        this.tries = tries;
        this.events = events;
    }

    /**
     * Whether a person may have passkeys here: only one with a password here. For others the second factor is up to
     * their identity provider.
     */
    public static boolean isFor(User user) {
        return !user.demo() && !user.isElsewhere();
    }

    /** A person's passkeys. */
    public List<Passkeys.Passkey> passkeys(User user) {
        return passkeys.of(user);
    }

    /**
     * The options for a browser to create a passkey, as JSON; empty where WebAuthn is not possible at this server's
     * address.
     */
    public Optional<String> creation(User user, HttpServletRequest request) {
        return ceremonies.creation(user, request.getSession());
    }

    /** The options for a browser to present a passkey, as JSON; empty as above. */
    public Optional<String> request(User user, HttpServletRequest request) {
        return ceremonies.request(user.login(), request.getSession());
    }

    /** Verifies a passkey as the second step of signing in. */
    public Result show(User user, String credential, String device, HttpServletRequest request) {
        return show(user, credential, device, AccountAction.PASSKEY_SHOWN, request);
    }

    /** Confirms the identity of a signed-in person by a passkey. */
    public Result confirm(User user, String credential, String device, HttpServletRequest request) {
        return show(user, credential, device, AccountAction.CONFIRMED, request);
    }

    private Result show(User user, String credential, String device, AccountAction action, HttpServletRequest request) {
        Result result = tries.other(
                user.login(), device, request, () -> ceremonies.verify(user.login(), credential, request.getSession()));
        if (result == Result.OK) {
            tries.passed(user.login(), device, request);
        }
        tell(user, action, result, request);
        return result;
    }

    /** Whether a passkey's name is allowed. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches() && !name.isBlank();
    }

    /** Whether a person has the most passkeys allowed. */
    public boolean isFull(User user) {
        return passkeys.of(user).size() >= MOST;
    }

    /**
     * Adds a passkey; from then on the person is asked for one at each sign-in.
     *
     * @param name the name by which the person knows it
     * @param credential the credential that the browser has created, as JSON
     */
    public Result add(User user, String name, String credential, HttpServletRequest request) {
        Result result = isName(name) && !isFull(user)
                ? ceremonies.add(user, name, credential, request.getSession())
                : Result.WRONG;
        tell(user, AccountAction.PASSKEY_ADDED, result, request);
        return result;
    }

    /** Removes one of the person's passkeys; false if there is no such one. */
    public boolean remove(User user, String id, HttpServletRequest request) {
        boolean removed = passkeys.remove(user.login(), id);
        if (removed) {
            tell(user, AccountAction.PASSKEY_REMOVED, Result.OK, request);
        }
        return removed;
    }

    private void tell(User user, AccountAction action, Result result, HttpServletRequest request) {
        events.publishEvent(SignInEvent.of(user.login(), action, result, request));
    }
}
