package org.platelink.desk.overview;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.platelink.desk.CurrentUser;
import org.platelink.desk.Page;
import org.platelink.desk.Pages;
import org.platelink.desk.api.Api;
import org.platelink.desk.api.ApiFactory;
import org.platelink.desk.roster.Line;
import org.platelink.desk.roster.Roster;
import org.platelink.platform.canonical.FhirExtensions;
import org.platelink.security.access.Role;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Controller of the overview page of a study. */
@Controller
class OverviewController {

    private static final String RECRUITMENT = FhirExtensions.R5_RESEARCH_STUDY + "recruitment";

    /** The grade of a value within the limits. */
    private static final String NO_GRADE = "0";

    private final ApiFactory api;
    private final Pages pages;
    private final Clock clock = Clock.systemDefaultZone();

    OverviewController(ApiFactory api, Pages pages) {
        this.api = api;
        this.pages = pages;
    }

    /**
     * Model of the page.
     *
     * @param tallies the key figures
     * @param flow how many subjects reached each stage, by the codes of the stages
     * @param enrolment month by month
     * @param responses at each visit
     * @param medians of the measurement at each visit
     * @param grades how many subjects have each worst grade
     */
    record OverviewPage(
            Page page,
            List<Tally> tallies,
            Map<String, Integer> flow,
            Enrolment enrolment,
            List<ResponseBar> responses,
            Medians medians,
            Map<String, Integer> grades) {

        int stage(String code) {
            return flow.getOrDefault(code, 0);
        }

        boolean isEmpty() {
            return stage("screened") == 0;
        }

        int most() {
            return grades.values().stream().mapToInt(Integer::intValue).max().orElse(1);
        }
    }

    @GetMapping("/desk/studies/{study}/overview")
    ResponseEntity<byte[]> overview(@PathVariable String study, HttpServletRequest request) {
        Page page = pages.page(request, Pages.words(request).of("nav.overview"), "nav.overview", study);
        Api of = api.of(request);
        String list = "/fhir/ResearchStudy/" + Api.encoded(study) + "/$subject-list?table=";
        CompletableFuture<List<Line>> future = Roster.of(of, study);
        CompletableFuture<List<Map<String, String>>> flow = of.csvAsync(list + "flow");
        CompletableFuture<List<Map<String, String>>> responses = of.csvAsync(list + "responses");
        CompletableFuture<List<Map<String, String>>> counts = of.csvAsync(list + "counts");
        CompletableFuture<JsonNode> described = of.fhirAsync("/ResearchStudy/" + Api.encoded(study));
        boolean seesMessages = CurrentUser.of(request).role() != Role.ANALYST;
        CompletableFuture<JsonNode> waiting = seesMessages ? of.jsonAsync("/intake/work-items") : described;

        List<Line> lines = Api.wait(future);
        LocalDate today = LocalDate.now(clock);
        Map<String, Integer> stages = new LinkedHashMap<>();
        Api.wait(flow).forEach(row -> stages.put(row.getOrDefault("stage", ""), count(row)));
        List<ResponseBar> bars = ResponseBar.of(Api.wait(responses));
        return pages.html(
                "desk/overview/overview.jte",
                new OverviewPage(
                        page,
                        tallies(
                                lines,
                                stages,
                                today,
                                seesMessages ? Api.wait(waiting).size() : null,
                                "/desk/studies/" + study + "/subjects"),
                        stages,
                        Enrolment.of(lines, today, target(Api.wait(described)), page.words()),
                        bars,
                        Medians.of(Api.wait(counts), page.words()),
                        grades(lines)));
    }

    private static List<Tally> tallies(
            List<Line> lines,
            Map<String, Integer> stages,
            LocalDate today,
            @Nullable Integer waiting,
            String subjects) {
        List<Tally> tallies = new ArrayList<>();
        tallies.add(new Tally("overview.screened", stages.getOrDefault("screened", 0), subjects, ""));
        tallies.add(new Tally(
                "overview.eligible", stages.getOrDefault("awaiting-treatment", 0), subjects + "?state=eligible", ""));
        tallies.add(
                new Tally("overview.treated", stages.getOrDefault("treated", 0), subjects + "?attention=treated", ""));
        tallies.add(new Tally(
                "overview.follow-up", stages.getOrDefault("in-follow-up", 0), subjects + "?state=follow-up", ""));
        tallies.add(new Tally(
                "overview.completed", stages.getOrDefault("completed", 0), subjects + "?state=off-study", ""));
        tallies.add(new Tally(
                "overview.withdrawn", stages.getOrDefault("withdrawn", 0), subjects + "?state=withdrawn", ""));
        for (String attention : List.of("due", "overdue", "out-of-window", "alerts")) {
            long found = lines.stream()
                    .filter(line -> Roster.needsAttention(line, attention, today))
                    .count();
            tallies.add(Tally.of(
                    "attention." + attention,
                    found,
                    subjects + "?attention=" + attention,
                    attention.equals("due") || attention.equals("out-of-window") ? "warn" : "bad"));
        }
        if (waiting != null) {
            tallies.add(Tally.of("overview.waiting", waiting, "/desk/intake/work-items", "warn"));
        }
        return tallies;
    }

    private static Map<String, Integer> grades(List<Line> lines) {
        Map<String, Integer> grades = new TreeMap<>();
        lines.stream()
                .filter(line ->
                        !line.worstGrade().isEmpty() && !line.worstGrade().equals(NO_GRADE))
                .forEach(line -> grades.merge(line.worstGrade(), 1, Integer::sum));
        return grades;
    }

    /** The recruitment target, if the study states one. */
    private static @Nullable Integer target(JsonNode study) {
        for (JsonNode extension : study.path("extension")) {
            if (extension.path("url").asText().equals(RECRUITMENT)) {
                for (JsonNode part : extension.path("extension")) {
                    if (part.path("url").asText().equals("targetNumber")) {
                        return part.path("valueUnsignedInt").asInt();
                    }
                }
            }
        }
        return null;
    }

    private static int count(Map<String, String> row) {
        return Integer.parseInt(row.getOrDefault("n", "0"));
    }
}
