package org.platelink.desk.home;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.platelink.desk.CurrentUser;
import org.platelink.desk.Page;
import org.platelink.desk.Pages;
import org.platelink.security.access.Role;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Controller of the public home page, the desk's entry redirects, and the choice of a language. */
@Controller
class HomeController {

    private static final int YEAR_SECONDS = 365 * 24 * 60 * 60;

    private final Pages pages;

    HomeController(Pages pages) {
        this.pages = pages;
    }

    /** Model of the public home page: what the server is, and the studies. */
    record HomePage(Page page) {}

    @GetMapping("/")
    ResponseEntity<byte[]> home(HttpServletRequest request) {
        return pages.html("desk/home/home.jte", new HomePage(pages.page(request, "Platelink", "", null)));
    }

    /** Redirects a user to the first page of the navigation. */
    @GetMapping("/desk")
    ResponseEntity<?> desk(HttpServletRequest request) {
        return first(request, null);
    }

    /** Redirects a user to the first page of a study. */
    @GetMapping("/desk/studies/{study}")
    ResponseEntity<?> study(@PathVariable String study, HttpServletRequest request) {
        return first(request, study);
    }

    private ResponseEntity<?> first(HttpServletRequest request, @Nullable String study) {
        List<Page.Link> links = pages.page(request, "Platelink", "", study).navigation();
        boolean isAdmin = CurrentUser.of(request).role() == Role.ADMIN;
        String first = links.isEmpty()
                ? "/"
                : links.get(isAdmin ? links.size() - 1 : 0).href();
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(first))
                .build();
    }

    @PostMapping("/desk/language")
    ResponseEntity<?> language(
            @RequestParam(defaultValue = "en") String to, @RequestParam(defaultValue = "/") String back) {
        String language = to.startsWith("zh") ? "zh-CN" : "en";
        String path = back.startsWith("/desk") ? back : "/";
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .header(
                        HttpHeaders.SET_COOKIE,
                        "platelink_language=" + language + "; Path=/; Max-Age=" + YEAR_SECONDS + "; SameSite=Lax")
                .header(HttpHeaders.LOCATION, path)
                .build();
    }
}
