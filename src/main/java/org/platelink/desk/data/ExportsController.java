package org.platelink.desk.data;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.platelink.desk.CurrentUser;
import org.platelink.desk.Page;
import org.platelink.desk.Pages;
import org.platelink.desk.UnknownPage;
import org.platelink.desk.api.Api;
import org.platelink.desk.api.ApiFactory;
import org.platelink.desk.api.Download;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Controller of a user's export jobs: starting, progress, files and removal. */
@Controller
class ExportsController {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String TYPE = "[A-Z][A-Za-z]{1,40}";

    private final Pages pages;
    private final ApiFactory api;

    ExportsController(Pages pages, ApiFactory api) {
        this.pages = pages;
        this.api = api;
    }

    /**
     * Model of the page.
     *
     * @param rights what is offered
     * @param views all views
     * @param jobs of this user, newest first
     */
    record ExportsPage(Page page, ExportRights rights, List<StoredView> views, List<Job> jobs) {

        List<String> formats() {
            return DataController.FORMATS;
        }

        String base() {
            return "/desk/studies/" + Objects.requireNonNull(page.study()).id() + "/exports";
        }

        boolean isAnyOpen() {
            return jobs.stream().anyMatch(Job::isOpen);
        }

        String moment(@Nullable Instant moment) {
            return page.words().moment(moment, ZoneOffset.UTC);
        }
    }

    @GetMapping("/desk/studies/{study}/exports")
    ResponseEntity<byte[]> exports(@PathVariable String study, HttpServletRequest request) {
        Page page = pages.page(request, Pages.words(request).of("exports.title"), "nav.data", study);
        Api userApi = api.of(request);
        ExportRights rights = ExportRights.of(CurrentUser.of(request));
        boolean isPart = Pages.isPart(request);
        List<StoredView> views = isPart ? List.of() : StoredView.all(userApi);
        return pages.html(
                isPart ? "desk/data/jobs.jte" : "desk/data/exports.jte",
                new ExportsPage(page, rights, views, rights.mayExport() ? Job.of(userApi.json("/export")) : List.of()));
    }

    /** Starts an export of several tables, all from one snapshot. */
    @PostMapping("/desk/studies/{study}/exports/tables")
    ResponseEntity<?> ofViews(
            @PathVariable String study,
            @RequestParam(defaultValue = "") List<String> view,
            @RequestParam(defaultValue = "csv") String format,
            @RequestParam(defaultValue = "") String since,
            HttpServletRequest request) {
        Page page = pages.page(request, "", "", study);
        ObjectNode wanted = JSON.createObjectNode().put("resourceType", "Parameters");
        ArrayNode parameters = wanted.putArray("parameter");
        for (String one : view) {
            parameters
                    .addObject()
                    .put("name", "subject")
                    .putArray("part")
                    .add(JSON.createObjectNode()
                            .put("name", "subjectReference")
                            .set("valueReference", JSON.createObjectNode().put("reference", "Library/" + one)))
                    .add(JSON.createObjectNode().put("name", "name").put("valueString", one));
        }
        parameters.addObject().put("name", "_format").put("valueCode", format);
        String day = new Filters("", "", since).since();
        if (!day.isEmpty()) {
            parameters.addObject().put("name", "_since").put("valueInstant", day + "T00:00:00Z");
        }
        api.of(request).begin("/fhir/$sql-export", wanted);
        return toExports(page);
    }

    /** Starts an export of resources, one file per type. */
    @PostMapping("/desk/studies/{study}/exports/resources")
    ResponseEntity<?> ofResources(
            @PathVariable String study,
            @RequestParam(defaultValue = "patients") String level,
            @RequestParam(defaultValue = "") String types,
            @RequestParam(defaultValue = "") String since,
            HttpServletRequest request) {
        Page page = pages.page(request, "", "", study);
        List<String> named = List.of(types.trim().split("[,\\s]+")).stream()
                .filter(type -> type.matches(TYPE))
                .toList();
        String day = new Filters("", "", since).since();
        String query = (named.isEmpty() ? "" : "&_type=" + String.join(",", named))
                + (day.isEmpty() ? "" : "&_since=" + day + "T00:00:00Z");
        api.of(request)
                .begin(
                        "/fhir" + (level.equals("all") ? "" : "/Patient") + "/$export"
                                + (query.isEmpty() ? "" : "?" + query.substring(1)),
                        null);
        return toExports(page);
    }

    /** Cancels a job, or removes its files. */
    @PostMapping("/desk/studies/{study}/exports/{id}/end")
    ResponseEntity<?> end(@PathVariable String study, @PathVariable String id, HttpServletRequest request) {
        Page page = pages.page(request, "", "", study);
        api.of(request).send("DELETE", "/export/" + known(id), null);
        return toExports(page);
    }

    @GetMapping("/desk/studies/{study}/exports/{id}/{file}")
    void file(
            @PathVariable String study,
            @PathVariable String id,
            @PathVariable String file,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        pages.page(request, "", "", study);
        Api userApi = api.of(request);
        Job.File wanted = Job.of(userApi.json("/export")).stream()
                .filter(job -> job.id().equals(id))
                .flatMap(job -> job.files().stream())
                .filter(one -> one.file().equals(file))
                .findFirst()
                .orElseThrow(UnknownPage::new);
        Download.send(
                userApi, "/export/" + id + "/" + file, wanted.name() + file.substring(file.indexOf('.')), response);
    }

    private static UUID known(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException none) {
            throw new UnknownPage();
        }
    }

    private static ResponseEntity<?> toExports(Page page) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .header(
                        "Location",
                        "/desk/studies/" + Objects.requireNonNull(page.study()).id() + "/exports")
                .build();
    }
}
