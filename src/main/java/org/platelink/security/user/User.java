package org.platelink.security.user;

import java.time.Instant;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.platelink.security.access.Caller;
import org.platelink.security.access.CallerIdPrefix;
import org.platelink.security.access.Role;
import org.platelink.security.token.DefaultScopes;

/**
 * A person who may sign in.
 *
 * @param login the unique login name
 * @param name the display name
 * @param role the person's role in the trial
 * @param site the id of the Organization at which the person works; null if at none
 * @param since sessions that began before this time have ended
 * @param demo whether it is a demo user, a role to try on a server that only this machine reaches
 */
public record User(String login, String name, Role role, @Nullable String site, Instant since, boolean demo) {

    private static final Pattern LOGIN = Pattern.compile("[a-z0-9][a-z0-9._-]{1,39}");
    /**
     * The login of a person whom an external issuer signs in: the operator's name for the issuer, a colon, and the
     * issuer's name for the person.
     */
    private static final Pattern LOGIN_ELSEWHERE = Pattern.compile("[a-z0-9-]{1,20}:[A-Za-z0-9._@+-]{1,80}");

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{M}\\p{N} .,'’-]{1,80}");

    /**
     * @throws IllegalArgumentException with a sentence that says what is wrong
     */
    public User {
        if (!LOGIN.matcher(login).matches() && !LOGIN_ELSEWHERE.matcher(login).matches()) {
            throw new IllegalArgumentException(
                    "A login has 2 to 40 lower-case letters of a to z, digits, dots, hyphens or underscores, and begins with a"
                            + " letter or digit.");
        }
        if (!NAME.matcher(name).matches() || name.isBlank()) {
            throw new IllegalArgumentException(
                    "A name has 1 to 80 letters, blanks, dots, commas, apostrophes or hyphens.");
        }
        if (role == Role.PUBLIC || role == Role.EHR) {
            throw new IllegalArgumentException(
                    "A person's role is one of laboratory, coordinator, monitor, analyst, registry, admin.");
        }
        if (role.ofASite() && site == null) {
            throw new IllegalArgumentException(
                    "A person of the role " + role.code() + " needs a site, the id of an Organization.");
        }
    }

    /** Whether an external issuer signs the person in, so that there is no password here. */
    public boolean isElsewhere() {
        return isElsewhere(login);
    }

    static boolean isElsewhere(String login) {
        return login.indexOf(':') >= 0;
    }

    /** The caller as whom the server acts for the person. */
    public Caller caller(Set<String> namespaces) {
        return new Caller(CallerIdPrefix.PERSON.of(login), role, site, namespaces, DefaultScopes.of(role));
    }
}
