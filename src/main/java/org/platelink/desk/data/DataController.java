package org.platelink.desk.data;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.platelink.desk.CurrentUser;
import org.platelink.desk.Page;
import org.platelink.desk.Pages;
import org.platelink.desk.UnknownPage;
import org.platelink.desk.api.Api;
import org.platelink.desk.api.ApiFactory;
import org.platelink.desk.api.Download;
import org.platelink.platform.server.PublicAddress;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Controller of the pages of tables: the list of views, their columns and a preview, and downloads. */
@Controller
class DataController {

    /** The formats in which a table can be downloaded. */
    static final List<String> FORMATS = List.of("csv", "ndjson", "json", "parquet");

    private static final int PREVIEWED = 20;
    private static final String VIEW = "[A-Za-z0-9.-]{1,64}";

    private final Pages pages;
    private final ApiFactory api;
    private final PublicAddress address;

    DataController(Pages pages, ApiFactory api, PublicAddress address) {
        this.pages = pages;
        this.api = api;
        this.address = address;
    }

    /**
     * Model of the list of tables.
     *
     * @param mayExport whether this user is offered exports
     */
    record DataPage(Page page, List<StoredView> views, boolean mayExport) {}

    /**
     * Model of the page of a table.
     *
     * @param rows the first rows, the values in the order of the columns
     * @param isCut whether there are more rows
     * @param groups the groups of patients by which rows can be filtered, by their ids
     * @param commands examples for scripts
     */
    record ViewPage(
            Page page,
            StoredView view,
            List<List<String>> rows,
            boolean isCut,
            Filters filters,
            Map<String, String> groups,
            List<Command> commands) {

        List<String> formats() {
            return FORMATS;
        }

        String download(String format) {
            return page.path() + "/download?format=" + format + filters.own();
        }
    }

    @GetMapping("/desk/studies/{study}/data")
    ResponseEntity<byte[]> data(@PathVariable String study, HttpServletRequest request) {
        Page page = pages.page(request, Pages.words(request).of("data.title"), "nav.data", study);
        return pages.html(
                "desk/data/data.jte",
                new DataPage(
                        page,
                        StoredView.all(api.of(request)),
                        ExportRights.of(CurrentUser.of(request)).mayExport()));
    }

    @GetMapping("/desk/studies/{study}/data/{view}")
    ResponseEntity<byte[]> view(
            @PathVariable String study,
            @PathVariable String view,
            @RequestParam(defaultValue = "") String group,
            @RequestParam(defaultValue = "") String patient,
            @RequestParam(defaultValue = "") String since,
            HttpServletRequest request) {
        Page page = pages.page(request, Pages.words(request).of("data.title"), "nav.data", study);
        mustBeAName(view);
        Api userApi = api.of(request);
        Filters filters = new Filters(group, patient, since);
        CompletableFuture<JsonNode> groups = userApi.fhirAsync("/Group?actual=true&_elements=name&_count=100");
        CompletableFuture<JsonNode> rows = userApi.jsonAsync("/fhir/$sql-run?_format=json&_limit=" + (PREVIEWED + 1)
                + "&subjectReference=Library/" + view + filters.query());
        StoredView stored = StoredView.of(userApi.fhir("/Library/" + view)).orElseThrow(UnknownPage::new);
        List<List<String>> table = table(stored, Api.wait(rows));
        return pages.html(
                "desk/data/view.jte",
                new ViewPage(
                        page,
                        stored,
                        table.subList(0, Math.min(table.size(), PREVIEWED)),
                        table.size() > PREVIEWED,
                        filters,
                        groups(Api.wait(groups)),
                        Command.of(address.fhir(), view, filters)));
    }

    @GetMapping("/desk/studies/{study}/data/{view}/download")
    void download(
            @PathVariable String study,
            @PathVariable String view,
            @RequestParam(defaultValue = "csv") String format,
            @RequestParam(defaultValue = "") String group,
            @RequestParam(defaultValue = "") String patient,
            @RequestParam(defaultValue = "") String since,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        pages.page(request, "", "", study);
        mustBeAName(view);
        if (!FORMATS.contains(format)) {
            throw new UnknownPage();
        }
        Download.send(
                api.of(request),
                "/fhir/$sql-run?subjectReference=Library/" + view + "&_format=" + format
                        + new Filters(group, patient, since).query(),
                view + "." + format,
                response);
    }

    private static void mustBeAName(String view) {
        if (!view.matches(VIEW)) {
            throw new UnknownPage();
        }
    }

    private static List<List<String>> table(StoredView view, JsonNode rows) {
        List<List<String>> table = new ArrayList<>();
        for (JsonNode row : rows) {
            table.add(view.columns().stream()
                    .map(column -> text(row.path(column.name())))
                    .toList());
        }
        return table;
    }

    private static String text(JsonNode value) {
        return value.isMissingNode() || value.isNull()
                ? ""
                : value.isNumber()
                        ? value.decimalValue().toPlainString()
                        : value.isValueNode() ? value.asText() : value.toString();
    }

    private static Map<String, String> groups(JsonNode found) {
        Map<String, String> groups = new TreeMap<>();
        for (JsonNode entry : found.path("entry")) {
            JsonNode group = entry.path("resource");
            String id = group.path("id").asText();
            groups.put(id, group.path("name").asText(id));
        }
        return groups;
    }
}
