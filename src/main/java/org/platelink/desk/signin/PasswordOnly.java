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
 * The minutes between the password and the passkey. The session knows whose password it was, and is nobody's: to the rest of the
 * desk no one is signed in.
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

    /** Begins a new session, and tells where the passkey is asked for. */
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

    /** Whose password was right, as long as the person may go on. */
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
