package org.platelink.desk.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.platelink.desk.CurrentUser;
import org.platelink.desk.Page;
import org.platelink.desk.Pages;
import org.platelink.desk.SignInElsewhere;
import org.platelink.desk.SignInElsewhere.Provider;
import org.platelink.security.user.Accounts;
import org.platelink.security.user.SignInEvent.AccountAction;
import org.platelink.security.user.User;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Controller of the pages to sign in, choose a password and sign out. */
@Controller
class SignInController {

    /** Reasons for a redirect back to this page: a refusal after a provider's answer, or an expired passkey step. */
    private static final Set<String> SENT_BACK = Set.of("elsewhere", "no-role", "shut-out", "too-late");

    private final Accounts accounts;
    private final SignIn signIn;
    private final PasswordOnly passwordOnly;
    private final Pages pages;
    private final ObjectProvider<SignInElsewhere> elsewhere;

    SignInController(
            Accounts accounts,
            SignIn signIn,
            PasswordOnly passwordOnly,
            Pages pages,
            ObjectProvider<SignInElsewhere> elsewhere) {
        this.accounts = accounts;
        this.signIn = signIn;
        this.passwordOnly = passwordOnly;
        this.pages = pages;
        this.elsewhere = elsewhere;
    }

    /**
     * Model of the sign-in page.
     *
     * @param login as it was typed; empty at first
     * @param failure the key of the error message; null if nobody has tried
     * @param toTry the demo users that are offered here
     * @param providers the OpenID Connect providers
     */
    record SignInPage(Page page, String login, @Nullable String failure, List<User> toTry, List<Provider> providers) {}

    /**
     * Model of the page to choose a password.
     *
     * @param login as it was typed
     * @param failure the key of the error message; null if nobody has tried
     */
    record WelcomePage(Page page, String login, @Nullable String failure) {}

    @GetMapping("/desk/sign-in")
    ResponseEntity<?> signIn(@RequestParam(defaultValue = "") String why, HttpServletRequest request) {
        if (CurrentUser.find(request).isPresent()) {
            return to("/desk");
        }
        return SENT_BACK.contains(why)
                ? signInPage(HttpStatus.FORBIDDEN, "", "sign-in." + why, request)
                : signInPage(HttpStatus.OK, "", null, request);
    }

    @PostMapping("/desk/sign-in")
    ResponseEntity<?> signIn(
            @RequestParam(defaultValue = "") String login,
            @RequestParam(defaultValue = "") String password,
            HttpServletRequest request,
            HttpServletResponse response) {
        Accounts.Result result = accounts.signIn(login, password, signIn.device(request, response), request);
        if (result == Accounts.Result.PASSKEY_ASKED) {
            return to(passwordOnly.begin(login, request, response));
        }
        Optional<User> user = result == Accounts.Result.OK ? accounts.find(login, request) : Optional.empty();
        if (user.isEmpty()) {
            return signInPage(
                    status(result),
                    login,
                    result == Accounts.Result.OK ? key(Accounts.Result.WRONG) : key(result),
                    request);
        }
        return to(signIn.begin(user.get(), request, response));
    }

    /** Signs in as a demo user with one click, which only a server of this machine offers. */
    @PostMapping("/desk/try")
    ResponseEntity<?> tryAs(
            @RequestParam(defaultValue = "") String login, HttpServletRequest request, HttpServletResponse response) {
        Optional<User> user = accounts.demoUsers(request).stream()
                .filter(one -> one.login().equals(login))
                .findFirst();
        if (user.isEmpty()) {
            return signInPage(HttpStatus.FORBIDDEN, "", "sign-in.no-demo", request);
        }
        accounts.note(user.get(), AccountAction.SIGN_IN, request);
        return to(signIn.begin(user.get(), request, response));
    }

    @GetMapping("/desk/welcome")
    ResponseEntity<byte[]> welcome(HttpServletRequest request) {
        return welcomePage(HttpStatus.OK, "", null, request);
    }

    @PostMapping("/desk/welcome")
    ResponseEntity<?> welcome(
            @RequestParam(defaultValue = "") String login,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String again,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (!password.equals(again)) {
            return welcomePage(HttpStatus.UNPROCESSABLE_ENTITY, login, "welcome.not-the-same", request);
        }
        Accounts.Result result =
                accounts.choosePassword(login, code, password, signIn.device(request, response), request);
        Optional<User> user = result == Accounts.Result.OK ? accounts.find(login, request) : Optional.empty();
        if (user.isEmpty()) {
            return welcomePage(status(result), login, "welcome." + name(result), request);
        }
        return to(signIn.begin(user.get(), request, response));
    }

    @PostMapping("/desk/sign-out")
    ResponseEntity<?> signOut(HttpServletRequest request, HttpServletResponse response) {
        CurrentUser.find(request).ifPresent(user -> accounts.note(user, AccountAction.SIGN_OUT, request));
        signIn.end(request, response);
        return to("/");
    }

    private ResponseEntity<byte[]> signInPage(
            HttpStatus status, String login, @Nullable String failure, HttpServletRequest request) {
        Page page = pages.page(request, Pages.words(request).of("sign-in.title"), "", null);
        return pages.html(
                status,
                "desk/signin/signin.jte",
                new SignInPage(
                        page,
                        login,
                        failure,
                        accounts.demoUsers(request),
                        elsewhere.stream()
                                .flatMap(one -> one.providers().stream())
                                .toList()));
    }

    private ResponseEntity<byte[]> welcomePage(
            HttpStatus status, String login, @Nullable String failure, HttpServletRequest request) {
        Page page = pages.page(request, Pages.words(request).of("welcome.title"), "", null);
        return pages.html(status, "desk/signin/welcome.jte", new WelcomePage(page, login, failure));
    }

    static HttpStatus status(Accounts.Result result) {
        return switch (result) {
            case CLOSED -> HttpStatus.TOO_MANY_REQUESTS;
            case BUSY -> HttpStatus.SERVICE_UNAVAILABLE;
            case WRONG, OK, PASSKEY_ASKED, COUNTER -> HttpStatus.UNAUTHORIZED;
            case TOO_SHORT, TOO_LONG, TOO_COMMON -> HttpStatus.UNPROCESSABLE_ENTITY;
        };
    }

    private static String key(Accounts.Result result) {
        return "sign-in." + name(result);
    }

    static String name(Accounts.Result result) {
        return result.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    static ResponseEntity<?> to(String path) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .header("Location", path)
                .build();
    }
}
