package org.platelink.desk.registry;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.platelink.desk.Page;
import org.platelink.desk.Pages;
import org.platelink.desk.api.Api;
import org.platelink.desk.api.ApiFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Controller of the page of what is published to trial registries about a study. It is public, so every signed-in
 * user sees it.
 */
@Controller
class RegistryPageController {

    private static final String FIRST_FORM = "ictrp.xml";
    private static final int PREVIEW_BYTES = 6_000;
    private static final int USUAL_DAYS = 90;
    private static final int VERSIONS = 50;

    private final Pages pages;
    private final ApiFactory api;

    RegistryPageController(Pages pages, ApiFactory api) {
        this.pages = pages;
        this.api = api;
    }

    /**
     * Model of the page.
     *
     * @param items of WHO's data set
     * @param forms the published formats
     * @param chosen the file name of the format that is previewed
     * @param preview its beginning
     * @param isCut whether the preview is cut off
     * @param since the first day of which changes are shown
     * @param versions since that day, newest first
     */
    record RegistryPage(
            Page page,
            List<Item> items,
            List<PublishedForm> forms,
            String chosen,
            String preview,
            boolean isCut,
            LocalDate since,
            List<Version> versions) {

        long count(String availability) {
            return items.stream()
                    .filter(item -> item.availability().equals(availability))
                    .count();
        }

        String moment(Version version) {
            return page.words().moment(version.written(), ZoneOffset.UTC);
        }
    }

    @GetMapping("/desk/studies/{study}/registry")
    ResponseEntity<byte[]> registry(
            @PathVariable String study,
            @RequestParam(defaultValue = FIRST_FORM) String form,
            @RequestParam(defaultValue = "") String since,
            HttpServletRequest request) {
        Page page = pages.page(request, Pages.words(request).of("registry.title"), "nav.registry", study);
        Api userApi = api.of(request);
        CompletableFuture<JsonNode> completeness = userApi.fhirAsync("/ResearchStudy/" + study + "/$trds-completeness");
        CompletableFuture<JsonNode> history =
                userApi.fhirAsync("/ResearchStudy/" + study + "/_history?_count=" + VERSIONS);
        String file = form.matches("[a-z0-9-]{1,40}\\.[a-z]{2,8}") ? form : FIRST_FORM;
        FileExcerpt beginning = beginning(userApi, study, file);
        LocalDate from = day(since);
        return pages.html(
                "desk/registry/registry.jte",
                new RegistryPage(
                        page,
                        Item.of(Api.wait(completeness)),
                        beginning.forms(),
                        beginning.file(),
                        beginning.text(),
                        beginning.isCut(),
                        from,
                        Version.of(Api.wait(history), from)));
    }

    /** The beginning of a published format, and the list of all formats. */
    private record FileExcerpt(String file, String text, boolean isCut, List<PublishedForm> forms) {}

    private static FileExcerpt beginning(Api api, String study, String file) {
        HttpResponse<InputStream> answer = api.stream("/registry/" + study + "/" + file, "*/*");
        try (InputStream body = answer.body()) {
            if (answer.statusCode() != 200) {
                return file.equals(FIRST_FORM)
                        ? new FileExcerpt(file, "", false, List.of())
                        : beginning(api, study, FIRST_FORM);
            }
            byte[] bytes = body.readNBytes(PREVIEW_BYTES + 1);
            boolean isCut = bytes.length > PREVIEW_BYTES;
            String text = new String(bytes, StandardCharsets.UTF_8);
            int end = isCut ? text.lastIndexOf('\n') : -1;
            return new FileExcerpt(
                    file,
                    end > 0 ? text.substring(0, end) : text,
                    isCut,
                    PublishedForm.of(answer.headers().allValues("Link")));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static LocalDate day(String since) {
        try {
            return LocalDate.parse(since);
        } catch (DateTimeParseException noDay) {
            return LocalDate.now(ZoneOffset.UTC).minusDays(USUAL_DAYS);
        }
    }
}
