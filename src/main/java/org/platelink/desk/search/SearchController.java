package org.platelink.desk.search;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.platelink.desk.CodeNames;
import org.platelink.desk.CurrentUser;
import org.platelink.desk.Page;
import org.platelink.desk.Pages;
import org.platelink.desk.api.Api;
import org.platelink.desk.api.ApiFactory;
import org.platelink.desk.api.ApiRefusal;
import org.platelink.desk.roster.Line;
import org.platelink.desk.roster.Roster;
import org.platelink.security.access.Role;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Controller of the search box: finds studies, codes and guide entries and, for a signed-in user who may see them,
 * subjects. The query is sent by POST, so that it does not appear in a URL.
 */
@Controller
class SearchController {

    private static final Set<Role> OF_SUBJECTS = Set.of(Role.COORDINATOR, Role.MONITOR, Role.ANALYST);
    private static final int MOST_OF_A_KIND = 20;
    private static final int LONGEST = 100;
    private final ApiFactory api;
    private final Pages pages;
    private final CodeNames names;
    private final GuideIndex guide;

    SearchController(ApiFactory api, Pages pages, CodeNames names) {
        this.api = api;
        this.pages = pages;
        this.names = names;
        this.guide = new GuideIndex(api);
    }

    /**
     * A search result.
     *
     * @param kind a key of the resource bundle
     * @param name of what was found
     * @param text a description; may be empty
     * @param href its URL; empty if it has none of its own
     */
    record Hit(String kind, String name, String text, String href) {}

    record SearchPage(Page page, String text, List<Hit> hits) {}

    /** Shows an empty search page when the URL is opened directly, such as by going back. */
    @GetMapping("/desk/search")
    ResponseEntity<byte[]> search(HttpServletRequest request) {
        return page(request, "", List.of());
    }

    @PostMapping("/desk/search")
    ResponseEntity<?> search(@RequestParam(defaultValue = "") String q, HttpServletRequest request) {
        String text = q.length() > LONGEST ? q.substring(0, LONGEST).trim() : q.trim();
        if (text.isEmpty()) {
            return page(request, "", List.of());
        }
        List<Hit> hits = new ArrayList<>();
        subjects(text, request, hits);
        boolean isOneSubject = hits.size() == 1 && hits.get(0).name().equalsIgnoreCase(text);
        if (isOneSubject) {
            return ResponseEntity.status(HttpStatus.SEE_OTHER)
                    .header("Location", hits.get(0).href())
                    .build();
        }
        studies(text, request, hits);
        codes(text, hits);
        guide.find(text, MOST_OF_A_KIND).forEach(hits::add);
        return page(request, text, hits);
    }

    private ResponseEntity<byte[]> page(HttpServletRequest request, String text, List<Hit> hits) {
        Page page = pages.page(request, Pages.words(request).of("search.title"), "", null);
        return pages.html("desk/search/search.jte", new SearchPage(page, text, hits));
    }

    private void subjects(String text, HttpServletRequest request, List<Hit> hits) {
        if (CurrentUser.find(request)
                .filter(user -> OF_SUBJECTS.contains(user.role()))
                .isEmpty()) {
            return;
        }
        Api of = api.of(request);
        for (Page.Study study : pages.page(request, "", "", null).studies()) {
            try {
                Api.wait(Roster.of(of, study.id())).stream()
                        .filter(line -> matches(line.number(), text))
                        .limit(MOST_OF_A_KIND)
                        .forEach(line -> hits.add(hit(study, line)));
            } catch (ApiRefusal refusal) {
                // Subjects of a study whose list is refused cannot be found.
                continue;
            }
        }
    }

    private static Hit hit(Page.Study study, Line line) {
        return new Hit(
                "search.subject",
                line.number(),
                study.name(),
                "/desk/studies/" + study.id() + "/subjects/" + line.id());
    }

    private void studies(String text, HttpServletRequest request, List<Hit> hits) {
        for (Page.Study study : pages.page(request, "", "", null).studies()) {
            if (matches(study.name(), text) || matches(study.title(), text)) {
                hits.add(new Hit("search.study", study.name(), study.title(), "/desk/studies/" + study.id()));
            }
        }
    }

    private void codes(String text, List<Hit> hits) {
        names.all().entrySet().stream()
                .filter(one ->
                        one.getKey().substring(one.getKey().indexOf('|') + 1).equalsIgnoreCase(text)
                                || text.length() > 2 && matches(one.getValue(), text))
                .sorted(Map.Entry.comparingByKey())
                .limit(MOST_OF_A_KIND)
                .forEach(one -> hits.add(new Hit("search.code", one.getKey().replace("|", " | "), one.getValue(), "")));
    }

    static boolean matches(String name, String text) {
        return name.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
    }
}
