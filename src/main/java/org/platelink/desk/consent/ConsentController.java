package org.platelink.desk.consent;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.platelink.desk.CurrentUser;
import org.platelink.desk.Page;
import org.platelink.desk.Pages;
import org.platelink.security.token.AppAuthorization;
import org.platelink.security.token.AppAuthorization.Question;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Controller of the OAuth consent page, where a user allows or refuses an app, and of the error page for an invalid
 * authorization request.
 */
@Controller
class ConsentController {

    private final ObjectProvider<AppAuthorization> apps;
    private final Pages pages;

    ConsentController(ObjectProvider<AppAuthorization> apps, Pages pages) {
        this.apps = apps;
        this.pages = pages;
    }

    /**
     * Model of the consent page.
     *
     * @param appId the app's id
     * @param app its name
     * @param action the URL to which the answer is posted
     * @param state the state of the authorization request that is answered
     * @param scopes as they are granted
     * @param lines what they mean
     * @param leadsTo the origin to which the browser is redirected with the answer
     */
    record ConsentPage(
            Page page,
            String appId,
            String app,
            String action,
            String state,
            List<String> scopes,
            List<String> lines,
            String leadsTo) {}

    /** Model of the error page. */
    record RefusedPage(Page page, String sentence) {}

    @GetMapping("/desk/allow")
    ResponseEntity<byte[]> ask(
            @RequestParam(defaultValue = "") String state, HttpServletRequest request, HttpServletResponse response) {
        String login = CurrentUser.of(request).login();
        Optional<Question> found = apps.stream().findFirst().flatMap(app -> app.question(state, login));
        if (found.isEmpty()) {
            return refused("consent.old", HttpStatus.GONE, request);
        }
        Question question = found.get();
        Page page = pages.page(
                request, Pages.words(request).of("consent.title", question.app().name()), "", null);
        Pages.letFormsLeadTo(question.redirectUri(), response);
        return pages.html(
                "desk/consent/consent.jte",
                new ConsentPage(
                        page,
                        question.app().id(),
                        question.app().name(),
                        AppAuthorization.PATH,
                        state,
                        question.scopes(),
                        ScopeWords.lines(question.scopes(), page.words()),
                        place(question.redirectUri())));
    }

    @RequestMapping("/desk/allow/refused")
    ResponseEntity<byte[]> refused(HttpServletRequest request) {
        return refused(
                switch (AppAuthorization.refusal(request)) {
                    case "client" -> "consent.refused.client";
                    case "redirect" -> "consent.refused.redirect";
                    default -> "consent.refused.request";
                },
                HttpStatus.BAD_REQUEST,
                request);
    }

    private ResponseEntity<byte[]> refused(String key, HttpStatus status, HttpServletRequest request) {
        Page page = pages.page(request, Pages.words(request).of("consent.refused.title"), "", null);
        return pages.html(status, "desk/consent/refused.jte", new RefusedPage(page, page.t(key)));
    }

    private static String place(String redirectUri) {
        URI uri = URI.create(redirectUri);
        return uri.getHost() == null ? uri.getScheme() + ":" : uri.getScheme() + "://" + uri.getRawAuthority();
    }
}
