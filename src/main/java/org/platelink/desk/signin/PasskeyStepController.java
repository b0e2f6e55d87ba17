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

/** The page on which a person shows a passkey after the password. */
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
     * The page.
     *
     * @param login whose password was typed
     * @param address where passkeys work
     * @param options what the browser is to do, as JSON; null where the address of this server carries no passkeys
     * @param failure the key of the sentence that says why nobody was let in; null if none was shown
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
