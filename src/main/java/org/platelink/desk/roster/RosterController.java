package org.platelink.desk.roster;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.platelink.desk.Page;
import org.platelink.desk.Pages;
import org.platelink.desk.api.Api;
import org.platelink.desk.api.ApiFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Controller of the table of a study's subjects. */
@Controller
class RosterController {

    private final ApiFactory api;
    private final Pages pages;
    private final Clock clock = Clock.systemDefaultZone();

    RosterController(ApiFactory api, Pages pages) {
        this.api = api;
        this.pages = pages;
    }

    /**
     * A row of the table.
     *
     * @param line the subject
     * @param spark the chart of its results
     */
    record Row(Line line, Sparkline spark) {}

    /**
     * Model of the page.
     *
     * @param query the filters and the order
     * @param rows of the page
     * @param found how many subjects match
     * @param all how many there are
     * @param last the number of the last page
     * @param states the distinct states of all subjects, for the filter
     * @param sites likewise
     * @param responses likewise
     */
    record RosterPage(
            Page page,
            RosterQuery query,
            List<Row> rows,
            int found,
            int all,
            int last,
            List<String> states,
            List<String> sites,
            List<String> responses) {

        String base() {
            return "/desk/studies/" + Objects.requireNonNull(page.study()).id() + "/subjects";
        }

        String ariaSort(String column) {
            return query.sort().equals(column) ? query.descending() ? "descending" : "ascending" : "none";
        }

        String arrow(String column) {
            return query.sort().equals(column) ? query.descending() ? " ▾" : " ▴" : "";
        }
    }

    @GetMapping("/desk/studies/{study}/subjects")
    ResponseEntity<byte[]> subjects(
            @PathVariable String study, @RequestParam Map<String, String> parameters, HttpServletRequest request) {
        Page page = pages.page(request, Pages.words(request).of("nav.subjects"), "nav.subjects", study);
        List<Line> all = Api.wait(Roster.of(api.of(request), study));
        RosterQuery query = RosterQuery.of(parameters);
        List<Line> found = query.of(all, LocalDate.now(clock));
        int last = Math.max(1, (found.size() + RosterQuery.ON_A_PAGE - 1) / RosterQuery.ON_A_PAGE);
        int begin = Math.min(found.size(), (query.number() - 1) * RosterQuery.ON_A_PAGE);
        List<Row> rows = found.subList(begin, Math.min(found.size(), begin + RosterQuery.ON_A_PAGE)).stream()
                .map(line -> new Row(line, Sparkline.of(line.course())))
                .toList();
        RosterPage model = new RosterPage(
                page,
                query,
                rows,
                found.size(),
                all.size(),
                last,
                each(all, Line::state),
                each(all, Line::site),
                each(all, Line::response));
        return pages.html(Pages.isPart(request) ? "desk/roster/table.jte" : "desk/roster/roster.jte", model);
    }

    private static List<String> each(List<Line> lines, Function<Line, String> what) {
        return lines.stream()
                .map(what)
                .filter(one -> !one.isEmpty())
                .distinct()
                .sorted()
                .toList();
    }
}
