package org.platelink.desk.calendar;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.platelink.desk.CurrentUser;
import org.platelink.desk.Page;
import org.platelink.desk.Pages;
import org.platelink.desk.api.Api;
import org.platelink.desk.api.ApiFactory;
import org.platelink.platform.server.PublicAddress;
import org.platelink.security.user.Accounts;
import org.platelink.security.user.CalendarFeeds;
import org.platelink.security.user.SignInEvent.AccountAction;
import org.platelink.security.user.User;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Controller of the page of upcoming visits and of the URL at which a user's calendar subscribes to them. */
@Controller
class CalendarController {

    /** The choices of how far to look ahead, in days. */
    static final List<Integer> AHEAD = List.of(7, 14, 28, 91, 365);

    private static final int USUAL = 28;

    private final Pages pages;
    private final ApiFactory api;
    private final CalendarFeeds feeds;
    private final Accounts accounts;
    private final PublicAddress address;

    CalendarController(Pages pages, ApiFactory api, CalendarFeeds feeds, Accounts accounts, PublicAddress address) {
        this.pages = pages;
        this.api = api;
        this.feeds = feeds;
        this.accounts = accounts;
        this.address = address;
    }

    /**
     * Model of the page.
     *
     * @param agenda the visits
     * @param today the day for which it is computed, in UTC
     * @param days how far it looks ahead
     * @param site the only site shown; empty for all
     * @param sites the names of the sites by their ids
     * @param feed when the user's calendar feed was created and last used; null if there is none
     * @param made the URL of a feed that was just created; otherwise null
     */
    record CalendarPage(
            Page page,
            Agenda agenda,
            LocalDate today,
            int days,
            String site,
            Map<String, String> sites,
            CalendarFeeds.@Nullable Feed feed,
            @Nullable String made) {

        List<Integer> ahead() {
            return AHEAD;
        }

        String site(UpcomingVisit visit) {
            return sites.getOrDefault(visit.site(), visit.site());
        }

        String window(UpcomingVisit visit) {
            String window = CalendarWords.window(visit, page.words());
            return window.isEmpty() ? page.t("calendar.no-window") : window;
        }

        long late(UpcomingVisit visit) {
            LocalDate last = visit.last();
            return last == null ? 0 : ChronoUnit.DAYS.between(last, today);
        }

        String moment(Instant moment) {
            return page.words().moment(moment, ZoneOffset.UTC);
        }
    }

    @GetMapping("/desk/studies/{study}/calendar")
    ResponseEntity<byte[]> calendar(
            @PathVariable String study,
            @RequestParam(defaultValue = "" + USUAL) String days,
            @RequestParam(defaultValue = "") String site,
            HttpServletRequest request) {
        return page(study, days, site, null, request);
    }

    /** Creates a calendar feed. Its URL is shown this once, and never again. */
    @PostMapping("/desk/studies/{study}/calendar/feed")
    ResponseEntity<byte[]> makeFeed(@PathVariable String study, HttpServletRequest request) {
        Page page = pages.page(request, "", "", study);
        User user = CurrentUser.of(request);
        visits(api.of(request), study, 0);
        String made = address.url() + "/desk/feeds/" + feeds.make(user, study) + ".ics"
                + (page.words().language().equals("en")
                        ? ""
                        : "?lang=" + page.words().language());
        accounts.note(user, AccountAction.CALENDAR_FEED_MADE, request);
        return page(study, "" + USUAL, "", made, request);
    }

    /** Redirect target after the language was changed on the page of a new feed. */
    @GetMapping("/desk/studies/{study}/calendar/feed")
    ResponseEntity<?> feed(@PathVariable String study, HttpServletRequest request) {
        return toCalendar(pages.page(request, "", "", study));
    }

    @PostMapping("/desk/studies/{study}/calendar/feed/end")
    ResponseEntity<?> endFeed(@PathVariable String study, HttpServletRequest request) {
        Page page = pages.page(request, "", "", study);
        User user = CurrentUser.of(request);
        feeds.end(user, study);
        accounts.note(user, AccountAction.CALENDAR_FEED_ENDED, request);
        return toCalendar(page);
    }

    private static ResponseEntity<?> toCalendar(Page page) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .header(
                        "Location",
                        "/desk/studies/" + Objects.requireNonNull(page.study()).id() + "/calendar#feed")
                .build();
    }

    private ResponseEntity<byte[]> page(
            String study, String days, String site, @Nullable String made, HttpServletRequest request) {
        Page page = pages.page(request, Pages.words(request).of("calendar.title"), "nav.calendar", study);
        Api userApi = api.of(request);
        int ahead = AHEAD.stream()
                .filter(one -> String.valueOf(one).equals(days))
                .findFirst()
                .orElse(USUAL);
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        List<UpcomingVisit> all = visits(userApi, study, ahead);
        List<UpcomingVisit> shown = all.stream()
                .filter(visit -> site.isEmpty() || visit.site().equals(site))
                .toList();
        return pages.html(
                "desk/calendar/calendar.jte",
                new CalendarPage(
                        page,
                        Agenda.of(shown, today),
                        today,
                        ahead,
                        site,
                        sites(userApi, all),
                        feeds.find(CurrentUser.of(request), study).orElse(null),
                        made));
    }

    private static List<UpcomingVisit> visits(Api api, String study, int days) {
        return api.csv("/fhir/ResearchStudy/" + study + "/$upcoming-visits?days=" + days).stream()
                .map(UpcomingVisit::of)
                .toList();
    }

    private static Map<String, String> sites(Api api, List<UpcomingVisit> visits) {
        Set<String> ids = new TreeSet<>();
        visits.forEach(visit -> ids.add(visit.site()));
        ids.remove("");
        Map<String, String> names = new TreeMap<>();
        ids.forEach(id -> names.put(id, id));
        if (!ids.isEmpty()) {
            for (JsonNode entry : api.fhir(
                            "/Organization?_elements=name&_count=200&_id=" + Api.encoded(String.join(",", ids)))
                    .path("entry")) {
                JsonNode site = entry.path("resource");
                names.put(
                        site.path("id").asText(),
                        site.path("name").asText(site.path("id").asText()));
            }
        }
        return names;
    }
}
