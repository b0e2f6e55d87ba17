package org.platelink.desk.consent;

import jakarta.servlet.http.HttpServletRequest;
import java.time.ZoneOffset;
import java.util.List;
import org.platelink.desk.CurrentUser;
import org.platelink.desk.Page;
import org.platelink.desk.Pages;
import org.platelink.security.token.AppAuthorization;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Controller of the page of a user's app authorizations, where they can be revoked. */
@Controller
class AllowedController {

    private final ObjectProvider<AppAuthorization> apps;
    private final Pages pages;

    AllowedController(ObjectProvider<AppAuthorization> apps, Pages pages) {
        this.apps = apps;
        this.pages = pages;
    }

    /**
     * An app authorization.
     *
     * @param id by which it is revoked
     * @param app the name of the app
     * @param may what it may do, in words
     * @param began when it was granted, in UTC
     * @param ends when it expires
     */
    record Line(String id, String app, List<String> may, String began, String ends) {}

    record AllowedPage(Page page, List<Line> lines) {}

    @GetMapping("/desk/apps")
    ResponseEntity<byte[]> allowed(HttpServletRequest request) {
        Page page = pages.page(request, Pages.words(request).of("apps.title"), "", null);
        String login = CurrentUser.of(request).login();
        List<Line> lines = apps.stream()
                .flatMap(app -> app.allowed(login).stream())
                .map(one -> new Line(
                        one.id(),
                        one.app().name(),
                        ScopeWords.lines(one.scopes(), page.words()),
                        page.words().moment(one.began(), ZoneOffset.UTC),
                        page.words().moment(one.ends(), ZoneOffset.UTC)))
                .toList();
        return pages.html("desk/consent/allowed.jte", new AllowedPage(page, lines));
    }

    @PostMapping("/desk/apps/end")
    ResponseEntity<?> end(@RequestParam(defaultValue = "") String id, HttpServletRequest request) {
        String login = CurrentUser.of(request).login();
        apps.forEach(app -> app.end(id, login, String.valueOf(request.getRemoteAddr())));
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .header("Location", "/desk/apps")
                .build();
    }
}
