package org.platelink.desk.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.platelink.desk.CurrentUser;
import org.platelink.desk.Page;
import org.platelink.desk.Pages;
import org.platelink.desk.UnknownPage;
import org.platelink.platform.server.PublicAddress;
import org.platelink.security.user.Accounts;
import org.platelink.security.user.Passkeys.Passkey;
import org.platelink.security.user.SecondStep;
import org.platelink.security.user.User;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Controller of a user's own passkeys. Adding or removing one requires that the user was authenticated again within
 * the last minutes, so that nobody else can do it at an unattended browser.
 */
@Controller
class PasskeysController {

    static final String PAGE = "/desk/passkeys";

    private final SecondStep secondStep;
    private final Accounts accounts;
    private final SignIn signIn;
    private final Pages pages;
    private final PublicAddress address;

    PasskeysController(SecondStep secondStep, Accounts accounts, SignIn signIn, Pages pages, PublicAddress address) {
        this.secondStep = secondStep;
        this.accounts = accounts;
        this.signIn = signIn;
        this.pages = pages;
        this.address = address;
    }

    /**
     * A passkey.
     *
     * @param added when, in UTC
     * @param used when it was last used, in UTC; empty if never
     */
    record Line(String id, String name, String added, String used) {}

    /**
     * Model of the page of passkeys.
     *
     * @param address the URL of the server, for which passkeys are valid
     * @param options the WebAuthn creation options for the browser, as JSON; null if the server's URL does not allow
     *     passkeys
     * @param isFull whether the maximum number of passkeys is reached
     * @param name as it was typed
     * @param failure the key of the error message; null if nothing was tried
     */
    record PasskeysPage(
            Page page,
            List<Line> lines,
            String address,
            @Nullable String options,
            boolean isFull,
            String name,
            @Nullable String failure) {}

    /**
     * Model of the page on which the user authenticates again.
     *
     * @param options the WebAuthn request options for the browser, as JSON; null if the user has no passkey that
     *     works
     */
    record ConfirmPage(Page page, String address, @Nullable String options, @Nullable String failure) {}

    @GetMapping(PAGE)
    ResponseEntity<?> passkeys(HttpServletRequest request) {
        User user = person(request);
        return signIn.isConfirmed(request)
                ? page(HttpStatus.OK, user, "", null, request)
                : confirmPage(HttpStatus.OK, user, null, request);
    }

    @PostMapping("/desk/passkeys/confirm")
    ResponseEntity<?> confirm(
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String credential,
            HttpServletRequest request,
            HttpServletResponse response) {
        User user = person(request);
        String device = signIn.device(request, response);
        Accounts.Result result = credential.isEmpty()
                ? accounts.confirm(user, password, device, request)
                : secondStep.confirm(user, credential, device, request);
        if (result == Accounts.Result.OK) {
            signIn.confirm(request);
            return SignInController.to(PAGE);
        }
        return confirmPage(
                SignInController.status(result),
                user,
                (credential.isEmpty() ? "password." : "passkey.") + SignInController.name(result),
                request);
    }

    @PostMapping(PAGE)
    ResponseEntity<?> add(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String credential,
            HttpServletRequest request) {
        User user = person(request);
        if (!signIn.isConfirmed(request)) {
            return confirmPage(HttpStatus.FORBIDDEN, user, "passkey.confirm-first", request);
        }
        if (!SecondStep.isName(name)) {
            return page(HttpStatus.UNPROCESSABLE_ENTITY, user, name, "passkey.no-name", request);
        }
        return secondStep.add(user, name.trim(), credential, request) == Accounts.Result.OK
                ? SignInController.to(PAGE)
                : page(HttpStatus.UNPROCESSABLE_ENTITY, user, name, "passkey.not-added", request);
    }

    @PostMapping("/desk/passkeys/remove")
    ResponseEntity<?> remove(@RequestParam(defaultValue = "") String passkey, HttpServletRequest request) {
        User user = person(request);
        if (!signIn.isConfirmed(request)) {
            return confirmPage(HttpStatus.FORBIDDEN, user, "passkey.confirm-first", request);
        }
        return secondStep.remove(user, passkey, request)
                ? SignInController.to(PAGE)
                : page(HttpStatus.NOT_FOUND, user, "", "passkey.not-there", request);
    }

    private static User person(HttpServletRequest request) {
        User user = CurrentUser.of(request);
        if (!SecondStep.isFor(user)) {
            throw new UnknownPage();
        }
        return user;
    }

    static List<Line> lines(List<Passkey> passkeys, Page page) {
        return passkeys.stream()
                .map(one -> new Line(one.id(), one.name(), moment(page, one.added()), moment(page, one.used())))
                .toList();
    }

    private static String moment(Page page, @Nullable Instant moment) {
        return moment == null ? "" : page.words().moment(moment, ZoneOffset.UTC);
    }

    private ResponseEntity<?> page(
            HttpStatus status, User user, String name, @Nullable String failure, HttpServletRequest request) {
        Page page = pages.page(request, Pages.words(request).of("passkey.of-mine"), "", null);
        return pages.html(
                status,
                "desk/signin/passkeys.jte",
                new PasskeysPage(
                        page,
                        lines(secondStep.passkeys(user), page),
                        address.url(),
                        secondStep.creation(user, request).orElse(null),
                        secondStep.isFull(user),
                        name,
                        failure));
    }

    private ResponseEntity<?> confirmPage(
            HttpStatus status, User user, @Nullable String failure, HttpServletRequest request) {
        Page page = pages.page(request, Pages.words(request).of("passkey.confirm.title"), "", null);
        String options = secondStep.passkeys(user).isEmpty()
                ? null
                : secondStep.request(user, request).orElse(null);
        return pages.html(status, "desk/signin/confirm.jte", new ConfirmPage(page, address.url(), options, failure));
    }
}
