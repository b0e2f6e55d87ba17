package org.platelink.security.user;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.platelink.security.access.Caller;
import org.platelink.security.access.Role;
import org.platelink.security.token.Sites;
import org.platelink.security.user.UserChangeEvent.Change;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * REST controller by which an admin adds, lists, disables and resets user accounts; the operator's command line tool
 * calls it.
 */
@RestController
@RequestMapping("/admin/users")
class UserAdministration {

    private final Users users;
    private final Accounts accounts;
    private final Passkeys passkeys;
    private final Sites sites;
    private final ApplicationEventPublisher events;

    UserAdministration(
            Users users, Accounts accounts, Passkeys passkeys, Sites sites, ApplicationEventPublisher events) {
        this.users = users;
        this.accounts = accounts;
        this.passkeys = passkeys;
        this.sites = sites;
        this.events = events;
    }

    /** The JSON form of a person to be added. */
    record Registration(String login, String name, String role, @Nullable String site) {}

    /**
     * The JSON form of a person in the list.
     *
     * @param state {@code active}, {@code invited} before a password was chosen, or {@code disabled}
     * @param passkeys the number of the person's passkeys; with one or more, the person is asked for one at sign-in
     */
    record Line(
            String login,
            String name,
            String role,
            @Nullable String site,
            String state,
            @Nullable Instant lastSignedIn,
            int passkeys) {}

    /**
     * The one-time code with which a person chooses a password.
     *
     * @param until when it expires
     * @param passkeysRemoved how many passkeys the reset has removed
     */
    record Code(String login, String code, Instant until, int passkeysRemoved) {

        /** The placeholder for a person who signs in with an external issuer, and so needs no code. */
        static final String NONE = "-";
    }

    @GetMapping
    List<Line> list() {
        Map<String, Integer> counts = passkeys.counts();
        return users.all().stream()
                .map(entry -> new Line(
                        entry.user().login(),
                        entry.user().name(),
                        entry.user().role().code(),
                        entry.user().site(),
                        entry.disabled()
                                ? "disabled"
                                : entry.hasPassword() || entry.user().isElsewhere() ? "active" : "invited",
                        entry.lastSignedIn(),
                        counts.getOrDefault(entry.user().login(), 0)))
                .toList();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Code add(@RequestBody Registration wanted, HttpServletRequest request) {
        Role role = Role.of(String.valueOf(wanted.role()))
                .orElseThrow(() -> new IllegalArgumentException(
                        "A person's role is one of laboratory, coordinator, monitor, analyst, registry, admin."));
        User user = new User(
                String.valueOf(wanted.login()),
                String.valueOf(wanted.name()),
                role,
                wanted.site(),
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                false);
        if (user.isElsewhere()) {
            throw new IllegalArgumentException(
                    "A login with a colon is one of a person whom another issuer signs in; such a"
                            + " person is known here once signed in there.");
        }
        if (user.login().startsWith("demo-")) {
            throw new IllegalArgumentException(
                    "Logins that begin with demo- are those of roles to try; choose another.");
        }
        sites.check(user.site());
        String code = users.add(user);
        accounts.forget(user.login());
        events.publishEvent(new UserChangeEvent(Caller.of(request), user.login(), Change.ADDED));
        return code(user.login(), code, 0);
    }

    @PostMapping("/{login}/$reset")
    ResponseEntity<?> reset(@PathVariable String login, HttpServletRequest request) {
        int removed = passkeys.removeAll(login);
        Optional<String> code = User.isElsewhere(login)
                ? Optional.of(Code.NONE).filter(none -> users.readmit(login))
                : users.reset(login);
        if (code.isEmpty()) {
            return unknown();
        }
        accounts.forget(login);
        events.publishEvent(new UserChangeEvent(Caller.of(request), login, Change.RESET));
        return ResponseEntity.ok(code(login, code.get(), removed));
    }

    @DeleteMapping("/{login}")
    ResponseEntity<Map<String, String>> disable(@PathVariable String login, HttpServletRequest request) {
        if (!users.disable(login)) {
            return unknown();
        }
        accounts.forget(login);
        events.publishEvent(new UserChangeEvent(Caller.of(request), login, Change.DISABLED));
        return ResponseEntity.ok(Map.of("disabled", login));
    }

    private static Code code(String login, String code, int removed) {
        return new Code(login, code, Instant.now().plus(Users.CODE_LASTS).truncatedTo(ChronoUnit.SECONDS), removed);
    }

    private static ResponseEntity<Map<String, String>> unknown() {
        return ResponseEntity.status(HttpStatus.NOT_FOUND).body(Map.of("error", "There is no such person."));
    }

    @ExceptionHandler
    @ResponseStatus(HttpStatus.BAD_REQUEST)
    Map<String, String> refused(IllegalArgumentException wrong) {
        return Map.of("error", String.valueOf(wrong.getMessage()));
    }

    @ExceptionHandler
    @ResponseStatus(HttpStatus.BAD_REQUEST)
    Map<String, String> unreadable(HttpMessageNotReadableException broken) {
        return Map.of("error", "The body is not JSON of a person: login, name, role and, for who works at one, site.");
    }
}
