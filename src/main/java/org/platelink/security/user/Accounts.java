package org.platelink.security.user;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.platelink.security.access.Caller;
import org.platelink.security.access.Role;
import org.platelink.security.access.SiteRegister;
import org.platelink.security.token.DemoAccess;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Service that authenticates people: sign-in, repeated confirmation, password choice and change, and demo users. Each
 * attempt is published for the audit trail.
 */
public final class Accounts {

    private static final Duration KEPT = Duration.ofSeconds(2);
    private static final String DEMO = "demo-";

    private final Users users;
    private final SignInTries tries;
    private final Passkeys passkeys;
    private final PasswordPolicy policy = new PasswordPolicy();
    private final SiteRegister sites;
    private final DemoAccess demo;
    private final ApplicationEventPublisher events;
    private final LoadingCache<String, Optional<User>> cache;

    Accounts(
            Users users,
            SignInTries tries,
            Passkeys passkeys,
            SiteRegister sites,
            DemoAccess demo,
            ApplicationEventPublisher events) {
        this.users = users;
        this.tries = tries;
        this.passkeys = passkeys;
        this.sites = sites;
        this.demo = demo;
        this.events = events;
        this.cache =
                Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(KEPT).build(users::find);
    }

    /** The result of an attempt. */
    public enum Result {
        OK,

        /** The password is correct; the person has a passkey and must present it as second factor. */
        PASSKEY_ASKED,

        /** The passkey's signature counter went backwards, as that of a copy would. */
        COUNTER,

        /** Login and password, or login and code, do not match. */
        WRONG,

        /** Too many attempts failed; further ones are not checked for a while. */
        CLOSED,

        /** Too many passwords are being checked at this moment. */
        BUSY,

        /** The new password is too short. */
        TOO_SHORT,

        /** The new password is too long. */
        TOO_LONG,

        /** The new password is too easy to guess. */
        TOO_COMMON
    }

    /** Finds a person who may sign in; a demo user only if the sender of the request may try the server. */
    public Optional<User> find(String login, HttpServletRequest request) {
        return login.startsWith(DEMO)
                ? demoUsers(request).stream()
                        .filter(user -> user.login().equals(login))
                        .findFirst()
                : cache.get(login);
    }

    /**
     * Whether a session is still valid: the person was not disabled and has not chosen another password since it
     * began.
     */
    public boolean stands(User user) {
        return user.demo()
                || cache.get(user.login())
                        .filter(one -> one.since().equals(user.since()))
                        .isPresent();
    }

    /** The caller as whom the server acts for a person. */
    public Caller caller(User user) {
        if (user.demo()) {
            return user.caller(user.role().ofASite() ? demo.identifierSystems() : java.util.Set.of());
        }
        return user.caller(user.site() == null ? java.util.Set.of() : sites.namespaces(user.site()));
    }

    /** The demo users, one for each role on offer; empty unless the sender of the request may try the server. */
    public List<User> demoUsers(HttpServletRequest request) {
        return demo.isOpenTo(request) ? toTry() : List.of();
    }

    /** Finds a person who may sign in, without regard to a request; a demo user if the server may be tried at all. */
    Optional<User> find(String login) {
        return login.startsWith(DEMO)
                ? (demo.isOpen() ? toTry() : List.<User>of())
                        .stream().filter(user -> user.login().equals(login)).findFirst()
                : cache.get(login);
    }

    private List<User> toTry() {
        List<User> users = new ArrayList<>();
        for (Role role :
                List.of(Role.COORDINATOR, Role.ANALYST, Role.LABORATORY, Role.REGISTRY, Role.MONITOR, Role.ADMIN)) {
            users.add(new User(
                    DEMO + role.code(),
                    "Demo " + role.code(),
                    role,
                    role.ofASite() ? demo.site() : null,
                    Instant.EPOCH,
                    true));
        }
        return users;
    }

    /**
     * Checks a password, the first step of signing in.
     *
     * @param device a secret that the browser keeps; it need not be known yet
     */
    public Result signIn(String login, String password, String device, HttpServletRequest request) {
        Result result = tries.password(login, password, device, request);
        if (result == Result.OK && passkeys.areAskedOf(login)) {
            tell(login, SignInEvent.AccountAction.PASSWORD_SHOWN, result, request);
            return Result.PASSKEY_ASKED;
        }
        if (result == Result.OK) {
            tries.passed(login, device, request);
        }
        tell(login, SignInEvent.AccountAction.SIGN_IN, result, request);
        return result;
    }

    /** Confirms the identity of a signed-in person by the password, typed once more. */
    public Result confirm(User user, String password, String device, HttpServletRequest request) {
        Result result = tries.password(user.login(), password, device, request);
        if (result == Result.OK) {
            tries.passed(user.login(), device, request);
        }
        tell(user.login(), SignInEvent.AccountAction.CONFIRMED, result, request);
        return result;
    }

    /**
     * Signs in a person whom an external issuer has authenticated.
     *
     * @param subject the issuer's subject identifier, which it never reassigns
     * @return empty if the person was disabled here
     */
    public Optional<User> signedInElsewhere(User user, String subject, HttpServletRequest request) {
        boolean in = users.signedInElsewhere(user, subject);
        cache.invalidate(user.login());
        tell(user.login(), SignInEvent.AccountAction.SIGN_IN, in ? Result.OK : Result.WRONG, request);
        return in ? cache.get(user.login()) : Optional.empty();
    }

    /** Publishes, for the audit trail, that an external issuer has signed in a person who has no part in the trial. */
    public void refusedElsewhere(String login, HttpServletRequest request) {
        tell(login, SignInEvent.AccountAction.SIGN_IN, Result.WRONG, request);
    }

    /** Sets the first password, or one after a reset, with a one-time code. */
    public Result choosePassword(
            String login, String code, String password, String device, HttpServletRequest request) {
        Result result = tries.code(login, code, device, request);
        if (result == Result.OK) {
            User user = users.find(login).orElseThrow();
            result = accepted(user, password);
            if (result == Result.OK) {
                set(login, password, device, request);
            }
        }
        tell(login, SignInEvent.AccountAction.PASSWORD_CHOSEN, result, request);
        return result;
    }

    /** Changes the password of a person who presents the current one. */
    public Result changePassword(
            User user, String present, String password, String device, HttpServletRequest request) {
        Result result = tries.password(user.login(), present, device, request);
        if (result == Result.OK) {
            result = accepted(user, password);
            if (result == Result.OK) {
                set(user.login(), password, device, request);
            }
        }
        tell(user.login(), SignInEvent.AccountAction.PASSWORD_CHOSEN, result, request);
        return result;
    }

    private Result accepted(User user, String password) {
        List<PasswordPolicy.Fault> faults = policy.faults(user, password);
        return faults.isEmpty() ? Result.OK : Result.valueOf(faults.get(0).name());
    }

    private void set(String login, String password, String device, HttpServletRequest request) {
        users.setPassword(login, password);
        tries.passed(login, device, request);
        cache.invalidate(login);
    }

    /** Publishes, for the audit trail, that a person has signed out, has ended other sessions, or the like. */
    public void note(User user, SignInEvent.AccountAction action, HttpServletRequest request) {
        tell(user.login(), action, Result.OK, request);
    }

    void forget(String login) {
        cache.invalidate(login);
    }

    private void tell(String login, SignInEvent.AccountAction action, Result result, HttpServletRequest request) {
        events.publishEvent(SignInEvent.of(login, action, result, request));
    }
}
