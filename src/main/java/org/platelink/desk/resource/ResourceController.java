package org.platelink.desk.resource;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServletRequest;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.platelink.desk.CurrentUser;
import org.platelink.desk.Page;
import org.platelink.desk.Pages;
import org.platelink.desk.UnknownPage;
import org.platelink.desk.Words;
import org.platelink.desk.api.Api;
import org.platelink.desk.api.ApiFactory;
import org.platelink.desk.resource.LineDifference.Line;
import org.platelink.security.access.Role;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Controller of the page of a resource, in one of its versions. */
@Controller
class ResourceController {

    private static final Pattern TYPE = Pattern.compile("[A-Z][A-Za-z]+");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9.-]{1,64}");

    /** Types for which the API keeps no history. */
    private static final Set<String> WITHOUT_VERSIONS = Set.of(
            "StructureDefinition", "ValueSet", "CodeSystem", "SearchParameter", "OperationDefinition", "AuditEvent");

    /**
     * Types whose history the API shows to some roles only; the others do not request it, since a refusal would be
     * recorded in the audit trail.
     */
    private static final Set<String> FOR_SOME = Set.of("Library", "Questionnaire");

    private final Pages pages;
    private final ApiFactory api;

    ResourceController(Pages pages, ApiFactory api) {
        this.pages = pages;
        this.api = api;
    }

    /**
     * A version in the list.
     *
     * @param changes the query that shows what it changed; null for the first
     */
    record Version(String number, String updated, String source, @Nullable String changes) {}

    /**
     * A Provenance of the resource.
     *
     * @param agents who created it
     * @param sources from what it was created
     */
    record Source(String id, String recorded, String agents, String sources) {}

    /**
     * Model of the page.
     *
     * @param shown the number of the version that is shown
     * @param isNewest whether it is the newest
     * @param compared the number of the version that it is compared with; null if it is not
     * @param difference null if nothing is compared, or it is too long
     */
    record ResourcePage(
            Page page,
            String type,
            String id,
            String shown,
            boolean isNewest,
            String updated,
            List<Element> elements,
            String json,
            List<Version> versions,
            @Nullable String compared,
            @Nullable List<Line> difference,
            List<Source> sources) {

        String address() {
            return "/desk/resources/" + type + "/" + id;
        }
    }

    @GetMapping("/desk/resources/{type}/{id}")
    ResponseEntity<byte[]> resource(
            @PathVariable String type,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String version,
            @RequestParam(required = false) @Nullable String compare,
            HttpServletRequest request) {
        mustBeType(type);
        if (!ID.matcher(id).matches()) {
            throw new UnknownPage();
        }
        Page page = pages.page(request, type + "/" + id, "", null);
        Api userApi = api.of(request);
        String path = "/" + type + "/" + id;
        Role role = CurrentUser.of(request).role();
        CompletableFuture<JsonNode> history =
                hasVersions(type, role) ? userApi.fhirAsync(path + "/_history?_count=50") : none();
        // Other roles would be refused, and the refusal would be recorded in the audit trail.
        CompletableFuture<JsonNode> provenance =
                role == Role.ANALYST ? userApi.fhirAsync("/Provenance?_count=20&target=" + type + "/" + id) : none();
        JsonNode resource = userApi.fhir(of(path, version));
        JsonNode other = compare == null || compare.isEmpty() ? null : userApi.fhir(of(path, compare));
        String json = resource.toPrettyString();
        String shown = resource.path("meta").path("versionId").asText();
        List<Version> versions = versions(Api.wait(history), page.words());
        return pages.html(
                "desk/resource/resource.jte",
                new ResourcePage(
                        page,
                        type,
                        id,
                        shown,
                        versions.isEmpty() || versions.get(0).number().equals(shown),
                        moment(resource.path("meta").path("lastUpdated").asText(), page.words()),
                        Element.of(resource),
                        json,
                        versions,
                        other == null ? null : compare,
                        other == null ? null : LineDifference.of(other.toPrettyString(), json),
                        sources(Api.wait(provenance), page.words())));
    }

    /** Checks the syntax of a type name; the API knows which types exist. */
    static void mustBeType(String type) {
        if (!TYPE.matcher(type).matches()) {
            throw new UnknownPage();
        }
    }

    private static boolean hasVersions(String type, Role role) {
        return !WITHOUT_VERSIONS.contains(type)
                && (!FOR_SOME.contains(type) || role == Role.ADMIN || role == Role.REGISTRY);
    }

    private static String of(String path, @Nullable String version) {
        return version != null && ID.matcher(version).matches() ? path + "/_history/" + version : path;
    }

    private static CompletableFuture<JsonNode> none() {
        return CompletableFuture.completedFuture(com.fasterxml.jackson.databind.node.MissingNode.getInstance());
    }

    private static List<Version> versions(JsonNode history, Words words) {
        List<JsonNode> found = new ArrayList<>();
        history.path("entry").forEach(entry -> found.add(entry.path("resource").path("meta")));
        List<Version> versions = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            String number = found.get(i).path("versionId").asText();
            versions.add(new Version(
                    number,
                    moment(found.get(i).path("lastUpdated").asText(), words),
                    found.get(i).path("source").asText(),
                    i + 1 < found.size()
                            ? "version=" + number + "&compare="
                                    + found.get(i + 1).path("versionId").asText()
                            : null));
        }
        return versions;
    }

    private static List<Source> sources(JsonNode provenances, Words words) {
        List<Source> sources = new ArrayList<>();
        for (JsonNode entry : provenances.path("entry")) {
            JsonNode one = entry.path("resource");
            List<String> agents = new ArrayList<>();
            one.path("agent").forEach(agent -> agents.add(name(agent.path("who"))));
            List<String> entities = new ArrayList<>();
            one.path("entity").forEach(entity -> entities.add(name(entity.path("what"))));
            sources.add(new Source(
                    one.path("id").asText(),
                    moment(one.path("recorded").asText(), words),
                    String.join(", ", agents),
                    String.join(", ", entities)));
        }
        return sources;
    }

    private static String name(JsonNode reference) {
        String name =
                reference.path("reference").asText(reference.path("display").asText());
        return name.isEmpty() ? reference.path("identifier").path("value").asText() : name;
    }

    static String moment(String instant, Words words) {
        return instant.isEmpty()
                ? ""
                : words.moment(OffsetDateTime.parse(instant).toInstant(), ZoneOffset.UTC);
    }
}
