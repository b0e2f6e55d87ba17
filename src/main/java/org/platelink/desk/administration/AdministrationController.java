package org.platelink.desk.administration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.platelink.desk.Page;
import org.platelink.desk.Pages;
import org.platelink.desk.api.Api;
import org.platelink.desk.api.ApiFactory;
import org.platelink.desk.api.ApiRefusal;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The pages of the server, its clients, people and settings. */
@Controller
class AdministrationController {

    static final String HERE = "nav.administration";

    private final Pages pages;
    private final ApiFactory api;

    AdministrationController(Pages pages, ApiFactory api) {
        this.pages = pages;
        this.api = api;
    }

    /**
     * A part of the server that is looked after.
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

    /** Work that takes long and goes on. */
    record Run(String what, String about, String client, String site, long seconds) {}

    /**
     * The server.
     *
     * @param version of the server
     * @param fhirVersion of FHIR
     */
    record ServerPage(Page page, Health all, List<Health> parts, List<Run> runs, String version, String fhirVersion) {}

    /** A client. */
    record Client(String id, String role, String site, String systems, String scopes, String keysAt, String charset) {}

    /**
     * The clients.
     *
     * @param said why they are not shown; null if they are
     */
    record ClientsPage(Page page, List<Client> clients, @Nullable String said) {}

    /** A person. */
    record Person(String login, String name, String role, String site, String state, String last) {

        String tag() {
            return switch (state) {
                case "active" -> "good";
                case "disabled" -> "bad";
                default -> "dim";
            };
        }
    }

    record PeoplePage(Page page, List<Person> people) {}

    /** A setting. */
    record Setting(String name, String variable, boolean given, @Nullable String value) {}

    record SettingsPage(Page page, List<Setting> settings) {}

    @GetMapping("/desk/administration")
    ResponseEntity<byte[]> server(HttpServletRequest request) {
        Page page = page(request, "administration.title");
        Api asked = api.of(request);
        // First, for it is refused to whoever is no admin; health is told to anybody, without details.
        JsonNode running = asked.json("/admin/runs");
        JsonNode health = health(asked);
        JsonNode metadata = asked.fhir("/metadata");
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
                        metadata.path("software").path("version").asText(),
                        metadata.path("fhirVersion").asText()));
    }

    /** It is answered with 503 where something is down, and says what. */
    private static JsonNode health(Api asked) {
        HttpResponse<InputStream> answer = asked.stream("/actuator/health", "application/json");
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

    @GetMapping("/desk/administration/clients")
    ResponseEntity<byte[]> clients(HttpServletRequest request) {
        Page page = page(request, "administration.clients");
        List<Client> clients = new ArrayList<>();
        String said = null;
        try {
            for (JsonNode one : api.of(request).json("/admin/clients")) {
                List<String> systems = new ArrayList<>();
                one.path("identifierSystems").forEach(system -> systems.add(system.asText()));
                clients.add(new Client(
                        one.path("id").asText(),
                        one.path("role").asText(),
                        one.path("site").asText(""),
                        String.join(", ", systems),
                        one.path("scopes").asText(),
                        one.path("keysAt").asText(""),
                        one.path("charset").asText("")));
            }
        } catch (ApiRefusal refusal) {
            if (refusal.status() != 404) {
                throw refusal;
            }
            said = page.t("administration.clients.elsewhere");
        }
        return pages.html("desk/administration/clients.jte", new ClientsPage(page, clients, said));
    }

    @GetMapping("/desk/administration/users")
    ResponseEntity<byte[]> people(HttpServletRequest request) {
        Page page = page(request, "administration.users");
        List<Person> people = new ArrayList<>();
        for (JsonNode one : api.of(request).json("/admin/users")) {
            people.add(new Person(
                    one.path("login").asText(),
                    one.path("name").asText(),
                    one.path("role").asText(),
                    one.path("site").asText(""),
                    one.path("state").asText(),
                    moment(one.path("lastSignedIn"), page)));
        }
        return pages.html("desk/administration/users.jte", new PeoplePage(page, people));
    }

    @GetMapping("/desk/administration/settings")
    ResponseEntity<byte[]> settings(HttpServletRequest request) {
        Page page = page(request, "administration.settings");
        List<Setting> settings = new ArrayList<>();
        for (JsonNode one : api.of(request).json("/admin/settings")) {
            settings.add(new Setting(
                    one.path("name").asText(),
                    one.path("variable").asText(),
                    one.path("given").asBoolean(),
                    one.hasNonNull("value") ? one.get("value").asText() : null));
        }
        return pages.html("desk/administration/settings.jte", new SettingsPage(page, settings));
    }

    /** What the server is made of, as CycloneDX. */
    @GetMapping("/desk/administration/sbom")
    ResponseEntity<byte[]> sbom(HttpServletRequest request) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header("Content-Disposition", "attachment; filename=\"platelink-sbom.json\"")
                .header("Cache-Control", "no-store")
                .body(api.of(request)
                        .text("/actuator/sbom/application", "*/*")
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static String moment(JsonNode moment, Page page) {
        if (moment.isNumber()) {
            return page.words()
                    .moment(Instant.ofEpochSecond(moment.decimalValue().longValue()), ZoneOffset.UTC);
        }
        return moment.isTextual() ? page.words().moment(Instant.parse(moment.asText()), ZoneOffset.UTC) : "";
    }

    private Page page(HttpServletRequest request, String title) {
        return pages.page(request, Pages.words(request).of(title), HERE, null);
    }
}
