package org.platelink.desk.administration;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.platelink.desk.Page;
import org.platelink.desk.Pages;
import org.platelink.desk.api.ApiFactory;
import org.platelink.desk.api.ApiRefusal;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Controller of the pages that list API clients and settings. */
@Controller
class AdministrationController {

    static final String HERE = "nav.administration";

    private final Pages pages;
    private final ApiFactory api;

    AdministrationController(Pages pages, ApiFactory api) {
        this.pages = pages;
        this.api = api;
    }

    /** An API client. */
    record Client(
            String id,
            String role,
            String site,
            String systems,
            String scopes,
            String keysAt,
            String charset,
            String lastToken) {}

    /**
     * Model of the page of clients.
     *
     * @param said why they are not shown; null if they are
     */
    record ClientsPage(Page page, List<Client> clients, @Nullable String said) {}

    /** A setting. */
    record Setting(String name, String variable, boolean given, @Nullable String value) {}

    record SettingsPage(Page page, List<Setting> settings) {}

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
                        one.path("charset").asText(""),
                        moment(one.path("lastToken"), page)));
            }
        } catch (ApiRefusal refusal) {
            if (refusal.status() != 404) {
                throw refusal;
            }
            said = page.t("administration.clients.elsewhere");
        }
        return pages.html("desk/administration/clients.jte", new ClientsPage(page, clients, said));
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

    /** Downloads the server's software bill of materials in CycloneDX format. */
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

    static String moment(JsonNode moment, Page page) {
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
