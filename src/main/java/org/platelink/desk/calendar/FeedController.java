package org.platelink.desk.calendar;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.platelink.desk.Words;
import org.platelink.desk.api.ApiFactory;
import org.platelink.desk.api.ApiRefusal;
import org.platelink.platform.server.PublicAddress;
import org.platelink.security.user.Accounts;
import org.platelink.security.user.CalendarFeeds;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Serves the iCalendar feed of a user: the visits that the user may see, with subject numbers. There is no session;
 * the secret in the URL authenticates.
 */
@Controller
class FeedController {

    static final int DAYS = 120;

    /** Statuses of the API if the study is gone, or the user may no longer see it. */
    private static final Set<Integer> NOT_THERE = Set.of(401, 403, 404, 410);

    private static final MediaType CALENDAR = MediaType.parseMediaType("text/calendar;charset=UTF-8");

    private final CalendarFeeds feeds;
    private final Accounts accounts;
    private final ApiFactory api;
    private final PublicAddress address;

    FeedController(CalendarFeeds feeds, Accounts accounts, ApiFactory api, PublicAddress address) {
        this.feeds = feeds;
        this.accounts = accounts;
        this.api = api;
        this.address = address;
    }

    @GetMapping("/desk/feeds/{secret}.ics")
    ResponseEntity<byte[]> feed(
            @PathVariable String secret, @RequestParam(defaultValue = "en") String lang, HttpServletRequest request) {
        Optional<CalendarFeeds.Owner> owner = feeds.open(secret, request);
        if (owner.isEmpty()) {
            return notThere();
        }
        accounts.caller(owner.get().user()).markOn(request);
        String study = owner.get().study();
        List<UpcomingVisit> visits;
        try {
            visits = api.of(request).csv("/fhir/ResearchStudy/" + study + "/$upcoming-visits?days=" + DAYS).stream()
                    .map(UpcomingVisit::of)
                    .toList();
        } catch (ApiRefusal refusal) {
            if (NOT_THERE.contains(refusal.status())) {
                return notThere();
            }
            throw refusal;
        }
        return ResponseEntity.ok()
                .contentType(CALENDAR)
                .cacheControl(CacheControl.noStore())
                .header("Content-Disposition", "inline; filename=\"visits.ics\"")
                .body(calendar(study, visits, Words.in(Locale.forLanguageTag(lang)))
                        .getBytes(StandardCharsets.UTF_8));
    }

    private static ResponseEntity<byte[]> notThere() {
        return ResponseEntity.notFound().cacheControl(CacheControl.noStore()).build();
    }

    private String calendar(String study, List<UpcomingVisit> visits, Words words) {
        ICalendar calendar = new ICalendar(words.of("calendar.feed.name", study), Instant.now());
        for (UpcomingVisit visit : visits) {
            LocalDate first = visit.target() == null ? visit.first() : visit.target();
            LocalDate last = visit.target() == null ? visit.last() : visit.target();
            if (first != null) {
                calendar.add(new ICalendar.Event(
                        visit.subject() + "/" + visit.visit() + "@" + study + ".platelink",
                        first,
                        last == null || last.isBefore(first) ? first : last,
                        visit.number() + ": " + visit.title(),
                        description(visit, words),
                        address.url() + "/desk/studies/" + study + "/subjects/" + visit.subject(),
                        visit.isProjected()));
            }
        }
        return calendar.end();
    }

    private static String description(UpcomingVisit visit, Words words) {
        String window = visit.earliest() == null && visit.latest() == null
                ? words.of("calendar.no-window")
                : words.of("calendar.feed.window", CalendarWords.window(visit, words));
        return visit.isProjected() ? window + "\n" + words.of("calendar.projected.what") : window;
    }
}
