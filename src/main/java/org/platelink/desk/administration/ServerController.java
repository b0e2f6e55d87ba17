package org.platelink.desk.administration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.platelink.desk.Page;
import org.platelink.desk.Pages;
import org.platelink.desk.api.Api;
import org.platelink.desk.api.ApiFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** Controller of the server status page: health, running work, and verification of the audit trail. */
@Controller
class ServerController {

    private static final String VERIFICATION = "/admin/audit-verification";

    private final Pages pages;
    private final ApiFactory api;

    ServerController(Pages pages, ApiFactory api) {
        this.pages = pages;
        this.api = api;
    }

    /**
     * A health component of the server.
     *
     * @param details in lines
     */
    record Health(String name, String status, List<String> details) {

        String tag() {
            return switch (status) {
                case "UP" -> "good";
                case "UNKNOWN" -> "dim";
                case "DOWN" -> "bad";
                default -> "warn";
            };
        }
    }

    /** A long-running task in progress. */
    record Run(String what, String about, String client, String site, long seconds) {}

    /**
     * Model of the page.
     *
     * @param version of the server
     * @param fhirVersion of FHIR
     */
    record ServerPage(
            Page page,
            Health all,
            List<Health> parts,
            List<Run> runs,
            Verification verification,
            String version,
            String fhirVersion) {}

    /**
     * Result of the last verification of the audit trail.
     *
     * @param state {@code none}, {@code running}, {@code whole}, {@code broken} or {@code failed}
     * @param when it ended, or began while it runs; empty if there was none
     * @param what is wrong, with its place; empty if nothing is
     */
    record Verification(String state, String when, long rows, long checkpoints, String what) {

        boolean isRunning() {
            return state.equals("running");
        }

        String tag() {
            return switch (state) {
                case "whole" -> "good";
                case "broken", "failed" -> "bad";
                default -> "dim";
            };
        }
    }

    @GetMapping("/desk/administration")
    ResponseEntity<byte[]> server(HttpServletRequest request) {
        Page page = pages.page(
                request, Pages.words(request).of("administration.title"), AdministrationController.HERE, null);
        Api userApi = api.of(request);
        // Requested first, because it is refused to anyone who is no admin; health is answered to anybody, without
        // details.
        JsonNode running = userApi.json("/admin/runs");
        JsonNode health = health(userApi);
        JsonNode metadata = userApi.fhir("/metadata");
        JsonNode verification = userApi.json(VERIFICATION);
        List<Health> parts = new ArrayList<>();
        add("", health, parts);
        List<Run> runs = new ArrayList<>();
        for (JsonNode run : running) {
            runs.add(new Run(
                    run.path("what").asText(),
                    run.path("about").asText(),
                    run.path("client").asText(),
                    run.path("site").asText(""),
                    run.path("seconds").asLong()));
        }
        return pages.html(
                "desk/administration/server.jte",
                new ServerPage(
                        page,
                        new Health("", health.path("status").asText("UNKNOWN"), List.of()),
                        parts,
                        runs,
                        verification(verification, page),
                        metadata.path("software").path("version").asText(),
                        metadata.path("fhirVersion").asText()));
    }

    @PostMapping("/desk/administration/verification")
    ResponseEntity<Void> verify(HttpServletRequest request) {
        api.of(request).send("POST", VERIFICATION, null);
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .header(HttpHeaders.LOCATION, "/desk/administration#verification")
                .build();
    }

    private static Verification verification(JsonNode one, Page page) {
        String at =
                one.path("at").isNumber() ? page.words().number(one.path("at").asLong()) : "";
        String what = one.path("what").asText("");
        return new Verification(
                one.path("state").asText(),
                AdministrationController.moment(one.path(one.path("ended").isNull() ? "began" : "ended"), page),
                one.path("rows").asLong(),
                one.path("checkpoints").asLong(),
                at.isEmpty() ? what : page.t("administration.verify.row", at) + " " + what);
    }

    /** Read whatever the status, since it is answered with 503 if a component is down, and says which. */
    private static JsonNode health(Api userApi) {
        HttpResponse<InputStream> answer = userApi.stream("/actuator/health", "application/json");
        try (InputStream body = answer.body()) {
            return new JsonMapper().readTree(body);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void add(String within, JsonNode health, List<Health> parts) {
        for (Map.Entry<String, JsonNode> part : health.path("components").properties()) {
            JsonNode one = part.getValue();
            List<String> details = new ArrayList<>();
            one.path("details")
                    .properties()
                    .forEach(detail -> details.add(detail.getKey() + ": "
                            + (detail.getValue().isTextual()
                                    ? detail.getValue().asText()
                                    : detail.getValue().toString())));
            parts.add(new Health(within + part.getKey(), one.path("status").asText(), details));
            add(within + part.getKey() + " / ", one, parts);
        }
    }
}
