package org.platelink.desk.resource;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.platelink.desk.Page;
import org.platelink.desk.Pages;
import org.platelink.desk.Words;
import org.platelink.desk.api.ApiFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Controller of the page of search results. */
@Controller
class ResourceSearchController {

    private static final String FHIR = "/fhir";
    private static final List<String> NAMES = List.of("title", "name", "description", "url");
    private static final List<String> SUBJECTS = List.of("subject", "patient", "individual");
    private static final String PLAIN = "-._~:/?@!$&'()*+,;=%";

    private final Pages pages;
    private final ApiFactory api;

    ResourceSearchController(Pages pages, ApiFactory api) {
        this.pages = pages;
        this.api = api;
    }

    /**
     * A search result.
     *
     * @param reference such as {@code Patient/1}
     * @param name a short description, as far as any resource type has one
     * @param subject the reference to its subject; empty if it has none
     */
    record Found(String reference, String href, String name, String status, String subject, String updated) {

        @Nullable
        String subjectHref() {
            return Element.address(subject);
        }
    }

    /**
     * Model of the page.
     *
     * @param asked the search as it was requested
     * @param total the number of results, formatted; empty if it was not counted
     * @param said the messages of the server about the search
     * @param next the URL of the next page; null if there is none
     */
    record SearchPage(
            Page page,
            String asked,
            String total,
            List<Found> found,
            List<String> said,
            @Nullable String previous,
            @Nullable String next,
            String json) {}

    @GetMapping("/desk/resources/{type}")
    ResponseEntity<byte[]> search(@PathVariable String type, HttpServletRequest request) {
        ResourceController.mustBeType(type);
        return page("/" + type, request);
    }

    /** A further page of a search, at the URL that the API has given. */
    @GetMapping("/desk/resources")
    ResponseEntity<byte[]> more(HttpServletRequest request) {
        return page("", request);
    }

    private ResponseEntity<byte[]> page(String path, HttpServletRequest request) {
        String query = query(request.getQueryString());
        String asked = path + (query.isEmpty() ? "" : "?" + query);
        Page page = pages.page(request, Pages.words(request).of("resource.search"), "", null);
        JsonNode bundle = api.of(request).fhir(asked);
        List<Found> found = new ArrayList<>();
        List<String> said = new ArrayList<>();
        for (JsonNode entry : bundle.path("entry")) {
            JsonNode resource = entry.path("resource");
            if (resource.path("resourceType").asText().equals("OperationOutcome")) {
                resource.path("issue")
                        .forEach(issue -> said.add(issue.path("diagnostics").asText()));
            } else {
                found.add(found(resource, page.words()));
            }
        }
        return pages.html(
                "desk/resource/search.jte",
                new SearchPage(
                        page,
                        FHIR + asked,
                        bundle.hasNonNull("total")
                                ? page.words().number(bundle.get("total").asLong())
                                : "",
                        found,
                        said,
                        link(bundle, "previous"),
                        link(bundle, "next"),
                        bundle.toPrettyString()));
    }

    private static Found found(JsonNode resource, Words words) {
        String reference = resource.path("resourceType").asText() + "/"
                + resource.path("id").asText();
        String subject = SUBJECTS.stream()
                .map(name -> resource.path(name).path("reference").asText())
                .filter(one -> !one.isEmpty())
                .findFirst()
                .orElse("");
        JsonNode status = resource.path("status");
        return new Found(
                reference,
                "/desk/resources/" + reference,
                name(resource),
                status.asText(),
                subject,
                ResourceController.moment(
                        resource.path("meta").path("lastUpdated").asText(), words));
    }

    private static String name(JsonNode resource) {
        JsonNode code = resource.path("code");
        if (code.isObject()) {
            JsonNode coding = code.path("coding").path(0);
            return code.path("text")
                    .asText(coding.path("display").asText(coding.path("code").asText()));
        }
        for (String name : NAMES) {
            if (resource.path(name).isTextual()) {
                return resource.path(name).asText();
            }
        }
        return resource.path("identifier").path(0).path("value").asText();
    }

    private static @Nullable String link(JsonNode bundle, String relation) {
        for (JsonNode link : bundle.path("link")) {
            String url = link.path("url").asText();
            int at = url.indexOf(FHIR);
            if (link.path("relation").asText().equals(relation) && at >= 0) {
                return "/desk/resources" + url.substring(at + FHIR.length());
            }
        }
        return null;
    }

    /** Escapes characters that a URL must not contain, since browsers leave some of them as they were typed. */
    static String query(@Nullable String typed) {
        StringBuilder query = new StringBuilder();
        for (byte one : (typed == null ? "" : typed).getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (one & 0xFF);
            boolean isPlain =
                    character < 128 && (Character.isLetterOrDigit(character) || PLAIN.indexOf(character) >= 0);
            query.append(isPlain ? String.valueOf(character) : String.format("%%%02X", one & 0xFF));
        }
        return query.toString();
    }
}
