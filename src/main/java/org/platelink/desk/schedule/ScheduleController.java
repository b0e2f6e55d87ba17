package org.platelink.desk.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.platelink.desk.Page;
import org.platelink.desk.Pages;
import org.platelink.desk.api.Api;
import org.platelink.desk.api.ApiFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Controller of a study's schedule of activities. It is public, so every signed-in user sees it. */
@Controller
class ScheduleController {

    private static final Pattern PROTOCOL = Pattern.compile("PlanDefinition/[A-Za-z0-9.-]{1,64}");

    private final Pages pages;
    private final ApiFactory api;

    ScheduleController(Pages pages, ApiFactory api) {
        this.pages = pages;
        this.api = api;
    }

    /** Model of the page, with a table for each protocol of the study. */
    record SchedulePage(Page page, List<Matrix> protocols) {}

    @GetMapping("/desk/studies/{study}/schedule")
    ResponseEntity<byte[]> schedule(@PathVariable String study, HttpServletRequest request) {
        Page page = pages.page(request, Pages.words(request).of("schedule.title"), "nav.schedule", study);
        Api userApi = api.of(request);
        List<Matrix> protocols = new ArrayList<>();
        for (JsonNode protocol : userApi.fhir("/ResearchStudy/" + study).path("protocol")) {
            String reference = protocol.path("reference").asText();
            if (PROTOCOL.matcher(reference).matches()) {
                protocols.add(matrix(userApi, userApi.fhir("/" + reference), page));
            }
        }
        return pages.html("desk/schedule/schedule.jte", new SchedulePage(page, protocols));
    }

    private static Matrix matrix(Api api, JsonNode protocol, Page page) {
        Definitions definitions = new Definitions();
        Set<String> visits = Definitions.named(protocol);
        definitions.ask(api, "PlanDefinition", visits);
        Set<String> activities = new LinkedHashSet<>(visits);
        visits.forEach(visit -> activities.addAll(Definitions.named(definitions.of(visit))));
        definitions.ask(api, "ActivityDefinition", activities);
        return new MatrixBuilder(protocol, definitions, page.words()).build();
    }
}
