package org.platelink.desk.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.platelink.desk.Page;
import org.platelink.desk.Pages;
import org.platelink.platform.server.PublicAddress;
import org.platelink.security.user.Accounts;
import org.platelink.security.user.SecondStep;
import org.platelink.security.user.User;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Controller of the second sign-in step, in which a user presents a passkey after the password. */
@Controller
class PasskeyStepController {

    private final PasswordOnly passwordOnly;
    private final SecondStep secondStep;
    private final SignIn signIn;
    private final Pages pages;
    private final PublicAddress address;

    PasskeyStepController(
            PasswordOnly passwordOnly, SecondStep secondStep, SignIn signIn, Pages pages, PublicAddress address) {
        this.passwordOnly = passwordOnly;
        this.secondStep = secondStep;
        this.signIn = signIn;
        this.pages = pages;
        this.address = address;
    }

    /**
     * Model of the page.
     *
     * @param login the login whose password was accepted
     * @param address the URL of the server, for which passkeys are valid
     * @param options the WebAuthn request options for the browser, as JSON; null if the server's URL does not allow
     *     passkeys
     * @param failure the key of the error message; null if no passkey was presented
     */
    record PasskeyStepPage(
            Page page, String login, String address, @Nullable String options, @Nullable String failure) {}

    @GetMapping(PasswordOnly.PAGE)
    ResponseEntity<?> passkey(HttpServletRequest request) {
        Optional<User> user = passwordOnly.find(request);
        return user.isEmpty() ? tooLate() : page(HttpStatus.OK, user.get(), null, request);
    }

    @PostMapping(PasswordOnly.PAGE)
    ResponseEntity<?> passkey(
            @RequestParam(defaultValue = "") String credential,
            HttpServletRequest request,
            HttpServletResponse response) {
        Optional<User> user = passwordOnly.find(request);
        if (user.isEmpty()) {
            return tooLate();
        }
        Accounts.Result result = secondStep.show(user.get(), credential, signIn.device(request, response), request);
        return result == Accounts.Result.OK
                ? SignInController.to(signIn.begin(user.get(), request, response))
                : page(
                        SignInController.status(result),
                        user.get(),
                        "passkey." + SignInController.name(result),
                        request);
    }

    private static ResponseEntity<?> tooLate() {
        return SignInController.to("/desk/sign-in?why=too-late");
    }

    private ResponseEntity<?> page(HttpStatus status, User user, @Nullable String failure, HttpServletRequest request) {
        Page page = pages.page(request, Pages.words(request).of("passkey.title"), "", null);
        return pages.html(
                status,
                "desk/signin/passkeystep.jte",
                new PasskeyStepPage(
                        page,
                        user.login(),
                        address.url(),
                        secondStep.request(user, request).orElse(null),
                        failure));
    }
}
