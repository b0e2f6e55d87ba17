package org.platelink.desk.administration;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.platelink.desk.Page;
import org.platelink.desk.Pages;
import org.platelink.desk.UnknownPage;
import org.platelink.desk.api.Api;
import org.platelink.desk.api.ApiFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Controller of the page of user accounts, where an administrator resets the access of someone who has lost a
 * password or passkey.
 */
@Controller
class PeopleController {

    /** What the API sends instead of a code for a user whose password is kept elsewhere. */
    private static final String NO_CODE = "-";

    private final Pages pages;
    private final ApiFactory api;

    PeopleController(Pages pages, ApiFactory api) {
        this.pages = pages;
        this.api = api;
    }

    /** A user account. */
    record Person(String login, String name, String role, String site, String state, String last, int passkeys) {

        String tag() {
            return switch (state) {
                case "active" -> "good";
                case "disabled" -> "bad";
                default -> "dim";
            };
        }
    }

    /**
     * Model of the page.
     *
     * @param said the result of a reset, with the code that is not shown again; null if there was none
     */
    record PeoplePage(Page page, List<Person> people, @Nullable String said) {}

    @GetMapping("/desk/administration/users")
    ResponseEntity<byte[]> people(HttpServletRequest request) {
        return page(null, request);
    }

    /** Resets a user's access. The code is in this response only: loading the page again does not show it. */
    @PostMapping("/desk/administration/users/reset")
    ResponseEntity<byte[]> reset(@RequestParam(defaultValue = "") String login, HttpServletRequest request) {
        if (!login.matches("[A-Za-z0-9._@+:-]{1,101}")) {
            throw new UnknownPage();
        }
        JsonNode answer = api.of(request).send("POST", "/admin/users/" + Api.encoded(login) + "/$reset", null);
        Page page = page(request);
        String code = answer.path("code").asText();
        String said = code.equals(NO_CODE)
                ? page.t("administration.reset.elsewhere", login)
                : page.t(
                        "administration.reset.done",
                        login,
                        code,
                        AdministrationController.moment(answer.path("until"), page));
        int removed = answer.path("passkeysRemoved").asInt();
        return page(removed == 0 ? said : said + " " + page.t("administration.reset.passkeys", removed), request);
    }

    private ResponseEntity<byte[]> page(@Nullable String said, HttpServletRequest request) {
        Page page = page(request);
        List<Person> people = new ArrayList<>();
        for (JsonNode one : api.of(request).json("/admin/users")) {
            people.add(new Person(
                    one.path("login").asText(),
                    one.path("name").asText(),
                    one.path("role").asText(),
                    one.path("site").asText(""),
                    one.path("state").asText(),
                    AdministrationController.moment(one.path("lastSignedIn"), page),
                    one.path("passkeys").asInt()));
        }
        return pages.html("desk/administration/users.jte", new PeoplePage(page, people, said));
    }

    private Page page(HttpServletRequest request) {
        return pages.page(
                request, Pages.words(request).of("administration.users"), AdministrationController.HERE, null);
    }
}
