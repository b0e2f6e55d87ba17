package org.platelink.desk.administration;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.platelink.desk.Page;
import org.platelink.desk.Pages;
import org.platelink.desk.api.Api;
import org.platelink.desk.api.ApiFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Controller of the audit trail page: who did what, when, to whose data. */
@Controller
class AuditController {

    static final List<String> TYPES = List.of("rest", "110114", "110106", "110113", "110110", "110107", "destroy");
    static final List<String> ACTIONS = List.of("C", "R", "U", "D", "E");
    static final List<String> OUTCOMES = List.of("0", "4", "8", "12");

    private static final int PAGE = 50;

    private final Pages pages;
    private final ApiFactory api;

    AuditController(Pages pages, ApiFactory api) {
        this.pages = pages;
        this.api = api;
    }

    /** Search filter; an empty text does not restrict. */
    record Filter(String from, String to, String agent, String about, String type, String action, String outcome) {

        /** The filter as query parameters of the desk's own page. */
        String query() {
            return joined(
                    new String[] {"from", "to", "agent", "about", "type", "action", "outcome"},
                    new String[] {from, to, agent, about, type, action, outcome});
        }

        /** The filter as search parameters of the API. */
        String asked() {
            return joined(
                    new String[] {
                        "date",
                        "date",
                        "agent",
                        about.startsWith("Patient/") ? "patient" : "entity",
                        "type",
                        "action",
                        "outcome"
                    },
                    new String[] {
                        from.isEmpty() ? "" : "ge" + from,
                        to.isEmpty() ? "" : "le" + to,
                        agent,
                        about,
                        type,
                        action,
                        outcome
                    });
        }

        private static String joined(String[] names, String[] values) {
            StringBuilder query = new StringBuilder();
            for (int i = 0; i < names.length; i++) {
                if (!values[i].isEmpty()) {
                    query.append(query.isEmpty() ? "" : "&")
                            .append(names[i])
                            .append('=')
                            .append(Api.encoded(values[i]));
                }
            }
            return query.toString();
        }
    }

    /**
     * Model of the page: events, newest first.
     *
     * @param next the query of the next, older page; null if there is none
     */
    record AuditPage(Page page, Filter filter, List<AuditLine> lines, @Nullable String next) {

        /** The query of the events about a resource. */
        String about(String reference) {
            return "about=" + Api.encoded(reference.replaceFirst("/_history/.*", ""));
        }
    }

    @GetMapping("/desk/administration/audit")
    ResponseEntity<byte[]> audit(
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String agent,
            @RequestParam(defaultValue = "") String about,
            @RequestParam(defaultValue = "") String type,
            @RequestParam(defaultValue = "") String action,
            @RequestParam(defaultValue = "") String outcome,
            @RequestParam(required = false) @Nullable Long before,
            HttpServletRequest request) {
        Page page = pages.page(
                request, Pages.words(request).of("administration.audit"), AdministrationController.HERE, null);
        Filter filter = new Filter(
                from.strip(), to.strip(), agent.strip(), about.strip(), type.strip(), action.strip(), outcome.strip());
        String asked = filter.asked();
        JsonNode found = api.of(request)
                .fhir("/AuditEvent?_count=" + PAGE + (asked.isEmpty() ? "" : "&" + asked)
                        + (before == null ? "" : "&before=" + before));
        List<AuditLine> lines = new ArrayList<>();
        for (JsonNode entry : found.path("entry")) {
            lines.add(AuditLine.of(entry.path("resource")));
        }
        boolean more = false;
        for (JsonNode link : found.path("link")) {
            more = more || link.path("relation").asText().equals("next");
        }
        String query = filter.query();
        String next = more
                ? (query.isEmpty() ? "" : query + "&") + "before="
                        + lines.get(lines.size() - 1).id()
                : null;
        return pages.html("desk/administration/audit.jte", new AuditPage(page, filter, lines, next));
    }
}
