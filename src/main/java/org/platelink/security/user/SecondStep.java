package org.platelink.security.user;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.platelink.security.user.Accounts.Result;
import org.platelink.security.user.SignInEvent.Deed;
import org.springframework.context.ApplicationEventPublisher;

/** What a person with passkeys shows after the password, and how a person comes by them. */
public final class SecondStep {

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{M}\\p{N} .,'’()_-]{1,50}");

    /** Beyond it nobody knows any more which is which. */
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

    /** Whether a person may have passkeys here: whoever has a password. The others' second step is their provider's. */
    public static boolean isFor(User user) {
        return !user.demo() && !user.isElsewhere();
    }

    /** A person's passkeys. */
    public List<Passkeys.Passkey> passkeys(User user) {
        return passkeys.of(user);
    }

    /** What a browser needs to make a passkey, as JSON; empty where the address of this server carries none. */
    public Optional<String> creation(User user, HttpServletRequest request) {
        return ceremonies.creation(user, request.getSession());
    }

    /** What a browser needs to show a passkey, likewise. */
    public Optional<String> request(User user, HttpServletRequest request) {
        return ceremonies.request(user.login(), request.getSession());
    }

    /** Ends signing in, or not. */
    public Result show(User user, String credential, String device, HttpServletRequest request) {
        return show(user, credential, device, Deed.PASSKEY_SHOWN, request);
    }

    /** Whether somebody who is signed in is still the person. */
    public Result confirm(User user, String credential, String device, HttpServletRequest request) {
        return show(user, credential, device, Deed.CONFIRMED, request);
    }

    private Result show(User user, String credential, String device, Deed deed, HttpServletRequest request) {
        Result result = tries.other(
                user.login(), device, request, () -> ceremonies.verify(user.login(), credential, request.getSession()));
        if (result == Result.OK) {
            tries.passed(user.login(), device, request);
        }
        tell(user, deed, result, request);
        return result;
    }

    /** Whether a passkey can be called so. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches() && !name.isBlank();
    }

    /** Whether a person has as many as anybody may have. */
    public boolean isFull(User user) {
        return passkeys.of(user).size() >= MOST;
    }

    /**
     * Adds a passkey, after which the person is asked for one at each sign-in.
     *
     * @param name by which the person knows it
     * @param credential as the browser has made it, as JSON
     */
    public Result add(User user, String name, String credential, HttpServletRequest request) {
        Result result = isName(name) && !isFull(user)
                ? ceremonies.add(user, name, credential, request.getSession())
                : Result.WRONG;
        tell(user, Deed.PASSKEY_ADDED, result, request);
        return result;
    }

    /** Removes one of the person's; false if there is no such one. */
    public boolean remove(User user, String id, HttpServletRequest request) {
        boolean removed = passkeys.remove(user.login(), id);
        if (removed) {
            tell(user, Deed.PASSKEY_REMOVED, Result.OK, request);
        }
        return removed;
    }

    private void tell(User user, Deed deed, Result result, HttpServletRequest request) {
        events.publishEvent(SignInEvent.of(user.login(), deed, result, request));
    }
}
