package org.platelink.desk.data;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.platelink.desk.CurrentUser;
import org.platelink.desk.Page;
import org.platelink.desk.Pages;
import org.platelink.desk.api.Api;
import org.platelink.desk.api.ApiFactory;
import org.platelink.desk.api.Download;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Controller of the response summary: proportions of treated subjects that responded, with intervals. */
@Controller
class ResponseSummaryController {

    private static final String PROTOCOL = "PlanDefinition/[A-Za-z0-9.-]{1,64}";

    private final Pages pages;
    private final ApiFactory api;

    ResponseSummaryController(Pages pages, ApiFactory api) {
        this.pages = pages;
        this.api = api;
    }

    /**
     * Model of the page.
     *
     * @param proportions all of them
     * @param population the population of the chart
     * @param response the response that the chart counts
     * @param titles of visits by the ids of their actions
     * @param label the kind of analysis, as the API states it
     * @param method the code of the response criteria
     * @param time the time to response of the responders; null if there are none
     * @param mayExport whether this user is offered exports
     */
    record SummaryPage(
            Page page,
            List<Proportion> proportions,
            String population,
            String response,
            Map<String, String> titles,
            String label,
            String method,
            @Nullable Time time,
            boolean mayExport) {

        List<String> populations() {
            return proportions.stream().map(Proportion::population).distinct().toList();
        }

        List<String> responses() {
            return proportions.stream().map(Proportion::response).distinct().toList();
        }

        List<Proportion> shown() {
            return proportions.stream()
                    .filter(one -> one.population().equals(population)
                            && one.response().equals(response))
                    .toList();
        }

        String title(String visit) {
            return titles.containsKey(visit) ? titles.get(visit) : page.words().code("summary.visit", visit);
        }

        String picture() {
            return ProportionPicture.options(shown(), this::title, page.words());
        }

        String percent(@Nullable BigDecimal share) {
            return share == null ? "–" : ProportionPicture.percent(share).toPlainString() + "\u00a0%";
        }
    }

    /** Days from the first treatment to the response. */
    record Time(int responders, String median, String least, String most) {}

    @GetMapping("/desk/studies/{study}/response-summary")
    ResponseEntity<byte[]> summary(
            @PathVariable String study,
            @RequestParam(defaultValue = "evaluable") String population,
            @RequestParam(defaultValue = "any") String response,
            HttpServletRequest request) {
        Page page = pages.page(request, Pages.words(request).of("summary.title"), "nav.data", study);
        Api userApi = api.of(request);
        CompletableFuture<JsonNode> summary =
                userApi.fhirAsync("/ResearchStudy/" + study + "/$response-summary?table=summary");
        Map<String, String> titles = titles(userApi, study);
        JsonNode answer = Api.wait(summary);
        List<Proportion> proportions = Proportion.of(answer);
        return pages.html(
                "desk/data/summary.jte",
                new SummaryPage(
                        page,
                        proportions,
                        known(proportions.stream().map(Proportion::population).toList(), population),
                        known(proportions.stream().map(Proportion::response).toList(), response),
                        titles,
                        first(answer, "label").path("valueString").asText(),
                        first(answer, "method").path("valueCode").asText(),
                        time(first(answer, "time")),
                        ExportRights.of(CurrentUser.of(request)).mayExport()));
    }

    @GetMapping("/desk/studies/{study}/response-summary/download")
    void download(@PathVariable String study, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        pages.page(request, "", "", study);
        Download.send(
                api.of(request),
                "/fhir/ResearchStudy/" + study + "/$response-summary?_format=text/csv",
                "response-summary.csv",
                response);
    }

    private static String known(List<String> all, String wanted) {
        return all.isEmpty() || all.contains(wanted) ? wanted : all.get(0);
    }

    private static Map<String, String> titles(Api api, String study) {
        Map<String, String> titles = new HashMap<>();
        for (JsonNode protocol : api.fhir("/ResearchStudy/" + study).path("protocol")) {
            String reference = protocol.path("reference").asText();
            if (reference.matches(PROTOCOL)) {
                api.fhir("/" + reference)
                        .path("action")
                        .forEach(action -> titles.put(
                                action.path("id").asText(),
                                action.path("title").asText(action.path("id").asText())));
            }
        }
        return titles;
    }

    private static JsonNode first(JsonNode answer, String name) {
        for (JsonNode parameter : answer.path("parameter")) {
            if (parameter.path("name").asText().equals(name)) {
                return parameter;
            }
        }
        return answer.path("nothing");
    }

    private static @Nullable Time time(JsonNode row) {
        JsonNode median = Proportion.part(row, "median");
        return median.isMissingNode()
                ? null
                : new Time(
                        Proportion.part(row, "responders").asInt(),
                        median.asText(),
                        Proportion.part(row, "least").asText(),
                        Proportion.part(row, "most").asText());
    }
}
