package org.platelink.desk.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.platelink.security.user.Accounts;
import org.platelink.security.user.User;
import org.springframework.security.web.csrf.CsrfTokenRepository;

/**
 * Pending state between the password and the passkey step. The session holds the login whose password was accepted,
 * but is not authenticated: to the rest of the desk no one is signed in.
 */
final class PasswordOnly {

    static final String PAGE = "/desk/sign-in/passkey";

    private static final String LOGIN = PasswordOnly.class.getName() + ".login";
    private static final Duration LASTS = Duration.ofMinutes(5);

    private final Accounts accounts;
    private final CsrfTokenRepository forms;

    PasswordOnly(Accounts accounts, CsrfTokenRepository forms) {
        this.accounts = accounts;
        this.forms = forms;
    }

    /** Starts a new session and returns the URL of the passkey step. */
    String begin(String login, HttpServletRequest request, HttpServletResponse response) {
        HttpSession old = request.getSession(false);
        if (old != null) {
            old.invalidate();
        }
        HttpSession session = request.getSession(true);
        session.setMaxInactiveInterval((int) LASTS.toSeconds());
        session.setAttribute(LOGIN, login);
        forms.saveToken(null, request, response);
        return PAGE;
    }

    /** The user whose password was accepted, as long as the sign-in may be continued. */
    Optional<User> find(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null || !(session.getAttribute(LOGIN) instanceof String login)) {
            return Optional.empty();
        }
        Instant began = Instant.ofEpochMilli(session.getCreationTime());
        return began.plus(LASTS).isBefore(Instant.now())
                ? Optional.empty()
                : accounts.find(login, request)
                        .filter(user ->
                                !began.isBefore(user.since().truncatedTo(java.time.temporal.ChronoUnit.MILLIS)));
    }
}
