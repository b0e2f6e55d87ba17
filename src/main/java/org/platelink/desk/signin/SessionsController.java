package org.platelink.desk.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.platelink.desk.CurrentUser;
import org.platelink.desk.Page;
import org.platelink.desk.Pages;
import org.platelink.desk.UnknownPage;
import org.platelink.security.user.Accounts;
import org.platelink.security.user.SecondStep;
import org.platelink.security.user.SignInEvent.AccountAction;
import org.platelink.security.user.User;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Controller of a user's sessions and password. Sessions of a demo user are not listed, because anybody on the
 * machine may use that role.
 */
@Controller
class SessionsController {

    private final FindByIndexNameSessionRepository<? extends Session> sessions;
    private final Accounts accounts;
    private final SignIn signIn;
    private final SecondStep secondStep;
    private final Pages pages;

    SessionsController(
            FindByIndexNameSessionRepository<? extends Session> sessions,
            Accounts accounts,
            SignIn signIn,
            SecondStep secondStep,
            Pages pages) {
        this.sessions = sessions;
        this.secondStep = secondStep;
        this.signIn = signIn;
        this.accounts = accounts;
        this.pages = pages;
    }

    /**
     * A session.
     *
     * @param began when it began, in UTC
     * @param used when it was last used
     * @param browser the browser's User-Agent
     * @param address the network address from which it began
     * @param isThis whether it is the current session
     */
    record Line(String began, String used, String browser, String address, boolean isThis) {}

    /**
     * Model of the page.
     *
     * @param lines the sessions
     * @param hasPassword whether the user has a password here, which can be changed, and may have passkeys
     * @param passkeys of the user
     * @param said the key of the message about a change of the password; null if none was tried
     * @param isDone whether the password was changed
     */
    record SessionsPage(
            Page page,
            List<Line> lines,
            boolean hasPassword,
            List<PasskeysController.Line> passkeys,
            @Nullable String said,
            boolean isDone) {}

    @GetMapping("/desk/sessions")
    ResponseEntity<byte[]> sessions(HttpServletRequest request) {
        return page(HttpStatus.OK, null, false, request);
    }

    @PostMapping("/desk/password")
    ResponseEntity<byte[]> password(
            @RequestParam(defaultValue = "") String present,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String again,
            HttpServletRequest request,
            HttpServletResponse response) {
        User user = CurrentUser.of(request);
        if (user.demo()) {
            throw new UnknownPage();
        }
        if (!password.equals(again)) {
            return page(HttpStatus.UNPROCESSABLE_ENTITY, "welcome.not-the-same", false, request);
        }
        Accounts.Result result =
                accounts.changePassword(user, present, password, signIn.device(request, response), request);
        if (result != Accounts.Result.OK) {
            return page(SignInController.status(result), "password." + SignInController.name(result), false, request);
        }
        // The change of the password has ended all sessions; the user continues in a new one.
        signIn.begin(user, request, response);
        return page(HttpStatus.OK, "password.changed", true, request);
    }

    private ResponseEntity<byte[]> page(
            HttpStatus status, @Nullable String said, boolean isDone, HttpServletRequest request) {
        Page page = pages.page(request, Pages.words(request).of("sessions.title"), "", null);
        User user = CurrentUser.of(request);
        String own = request.getSession().getId();
        List<Line> lines = of(user).values().stream()
                .sorted(Comparator.comparing((Session one) -> one.getLastAccessedTime())
                        .reversed())
                .map(one -> new Line(
                        moment(page, one.getCreationTime()),
                        moment(page, one.getLastAccessedTime()),
                        text(one, SignIn.BROWSER),
                        text(one, SignIn.ADDRESS),
                        one.getId().equals(own)))
                .toList();
        return pages.html(
                status,
                "desk/signin/sessions.jte",
                new SessionsPage(
                        page,
                        lines,
                        SecondStep.isFor(user),
                        PasskeysController.lines(secondStep.passkeys(user), page),
                        said,
                        isDone));
    }

    /** Ends all sessions of the user but the current one. */
    @PostMapping("/desk/sessions/end")
    ResponseEntity<?> end(HttpServletRequest request) {
        User user = CurrentUser.of(request);
        String own = request.getSession().getId();
        of(user).keySet().stream().filter(id -> !id.equals(own)).forEach(sessions::deleteById);
        accounts.note(user, AccountAction.SESSIONS_ENDED, request);
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .header("Location", "/desk/sessions")
                .build();
    }

    private Map<String, ? extends Session> of(User user) {
        return user.demo() ? Map.of() : sessions.findByPrincipalName(user.login());
    }

    private static String moment(Page page, Instant moment) {
        return page.words().moment(moment, ZoneOffset.UTC);
    }

    private static String text(Session session, String name) {
        String text = session.getAttribute(name);
        return text == null ? "" : text;
    }
}
