package org.platelink.user;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.platelink.access.Caller;
import org.platelink.access.Role;
import org.platelink.access.SiteRegister;
import org.platelink.token.DemoAccess;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Who may sign in, and whether somebody who tries is the one. */
public final class Accounts {

    private static final Duration KEPT = Duration.ofSeconds(2);
    private static final int LONGEST_LOGIN = 40;
    private static final int LONGEST_TOLD = 101;
    private static final int MOST_PASSWORD = 200;

    /** A check takes a processor for a tenth of a second. */
    private static final int CHECKS_AT_ONCE = 2;

    private static final int LONGEST_WAIT_SECONDS = 3;
    private static final String DEMO = "demo-";

    private final Users users;
    private final PasswordEncoder encoder;
    private final PasswordPolicy policy = new PasswordPolicy();
    private final SignInThrottle throttle;
    private final SiteRegister sites;
    private final DemoAccess demo;
    private final ApplicationEventPublisher events;
    private final Semaphore checks = new Semaphore(CHECKS_AT_ONCE);
    private final LoadingCache<String, Optional<User>> known;

    /** What is compared where nobody has the login, so that it takes as long. */
    private final String nobodys;

    Accounts(
            Users users,
            PasswordEncoder encoder,
            SignInThrottle throttle,
            SiteRegister sites,
            DemoAccess demo,
            ApplicationEventPublisher events) {
        this.users = users;
        this.encoder = encoder;
        this.throttle = throttle;
        this.sites = sites;
        this.demo = demo;
        this.events = events;
        this.known =
                Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(KEPT).build(users::find);
        this.nobodys = encoder.encode("nobody has this password");
    }

    /** How a try ended. */
    public enum Result {
        OK,

        /** Login and password, or code, do not belong together. */
        WRONG,

        /** Too many failed; it is not looked at for a while. */
        CLOSED,

        /** Too many try at this moment. */
        BUSY,

        /** The new password is too short. */
        TOO_SHORT,

        /** The new password is too long. */
        TOO_LONG,

        /** The new password is one that is guessed soon. */
        TOO_COMMON
    }

    /** A person who may sign in; a demo's only to who may try the server. */
    public Optional<User> find(String login, HttpServletRequest request) {
        return login.startsWith(DEMO)
                ? demoUsers(request).stream()
                        .filter(user -> user.login().equals(login))
                        .findFirst()
                : known.get(login);
    }

    /** Whether a person who is signed in may still be: nobody has shut the person out or chosen another password since. */
    public boolean stands(User user) {
        return user.demo()
                || known.get(user.login())
                        .filter(one -> one.since().equals(user.since()))
                        .isPresent();
    }

    /** As whom the server asks for a person. */
    public Caller caller(User user) {
        if (user.demo()) {
            return user.caller(user.role().ofASite() ? demo.identifierSystems() : java.util.Set.of());
        }
        return user.caller(user.site() == null ? java.util.Set.of() : sites.namespaces(user.site()));
    }

    /** The roles to try, one each; none but to who may try the server. */
    public List<User> demoUsers(HttpServletRequest request) {
        return demo.isOpenTo(request) ? toTry() : List.of();
    }

    /** Whoever may sign in by a login, wherever the person is; a role to try where the server may be tried at all. */
    Optional<User> find(String login) {
        return login.startsWith(DEMO)
                ? (demo.isOpen() ? toTry() : List.<User>of())
                        .stream().filter(user -> user.login().equals(login)).findFirst()
                : known.get(login);
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
     * Checks a password.
     *
     * @param device a secret that the browser keeps; it need not be known yet
     */
    public Result signIn(String login, String password, String device, HttpServletRequest request) {
        Result result = check(login, password, device, request, false);
        if (result == Result.OK) {
            users.signedIn(login, hash(device));
        }
        tell(login, SignInDecided.Deed.SIGN_IN, result, request);
        return result;
    }

    /**
     * Lets in whom another issuer has signed in.
     *
     * @param subject what the issuer never gives to another
     * @return empty if the person was shut out here
     */
    public Optional<User> signedInElsewhere(User user, String subject, HttpServletRequest request) {
        boolean in = users.signedInElsewhere(user, subject);
        known.invalidate(user.login());
        tell(user.login(), SignInDecided.Deed.SIGN_IN, in ? Result.OK : Result.WRONG, request);
        return in ? known.get(user.login()) : Optional.empty();
    }

    /** Tells the trail whom another issuer has signed in, and who is nothing to the trial. */
    public void refusedElsewhere(String login, HttpServletRequest request) {
        tell(login, SignInDecided.Deed.SIGN_IN, Result.WRONG, request);
    }

    /** Sets a password that a person chooses with a code, which is good for one time. */
    public Result choosePassword(
            String login, String code, String password, String device, HttpServletRequest request) {
        Result result = check(login, code.trim().toLowerCase(java.util.Locale.ROOT), device, request, true);
        if (result == Result.OK) {
            User user = users.find(login).orElseThrow();
            result = accepted(user, password);
            if (result == Result.OK) {
                set(login, password, device);
            }
        }
        tell(login, SignInDecided.Deed.PASSWORD_CHOSEN, result, request);
        return result;
    }

    /** Sets another password, for who shows the present one. */
    public Result changePassword(
            User user, String present, String password, String device, HttpServletRequest request) {
        Result result = check(user.login(), present, device, request, false);
        if (result == Result.OK) {
            result = accepted(user, password);
            if (result == Result.OK) {
                set(user.login(), password, device);
            }
        }
        tell(user.login(), SignInDecided.Deed.PASSWORD_CHOSEN, result, request);
        return result;
    }

    private Result accepted(User user, String password) {
        List<PasswordPolicy.Fault> faults = policy.faults(user, password);
        return faults.isEmpty() ? Result.OK : Result.valueOf(faults.get(0).name());
    }

    private void set(String login, String password, String device) {
        users.setPassword(login, password);
        users.signedIn(login, hash(device));
        known.invalidate(login);
    }

    /** Tells the trail that somebody has signed out, or ended other sessions. */
    public void note(User user, SignInDecided.Deed deed, HttpServletRequest request) {
        tell(user.login(), deed, Result.OK, request);
    }

    void forget(String login) {
        known.invalidate(login);
    }

    private Result check(String login, String secret, String device, HttpServletRequest request, boolean isCode) {
        if (login.length() > LONGEST_LOGIN || secret.length() > MOST_PASSWORD) {
            return Result.WRONG;
        }
        boolean isKnown = !device.isEmpty() && users.isDevice(login, hash(device));
        SignInThrottle.Origin origin = new SignInThrottle.Origin(
                login, isKnown ? HexFormat.of().formatHex(hash(device)) : "", String.valueOf(request.getRemoteAddr()));
        if (throttle.isClosed(origin)) {
            return Result.CLOSED;
        }
        @Nullable Boolean matches = matches(secret, isCode ? users.codeOf(login) : users.password(login));
        if (matches == null) {
            return Result.BUSY;
        }
        if (!matches) {
            throttle.failed(origin);
            return Result.WRONG;
        }
        throttle.succeeded(origin);
        return Result.OK;
    }

    private @Nullable Boolean matches(String secret, Optional<String> encoded) {
        try {
            if (!checks.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                return null;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return null;
        }
        try {
            return encoder.matches(secret, encoded.orElse(nobodys)) && encoded.isPresent();
        } finally {
            checks.release();
        }
    }

    private void tell(String login, SignInDecided.Deed deed, Result result, HttpServletRequest request) {
        events.publishEvent(new SignInDecided(
                login.length() > LONGEST_TOLD ? login.substring(0, LONGEST_TOLD) + "…" : login,
                deed,
                result == Result.OK ? null : result.name().toLowerCase(java.util.Locale.ROOT),
                String.valueOf(request.getRemoteAddr())));
    }

    private static byte[] hash(String device) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(device.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
