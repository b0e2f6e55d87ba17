package org.platelink.study.registry;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.Outcomes;
import org.platelink.platform.server.PublicAddress;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;

/**
 * Serves the published studies without authentication, in the format that is requested by {@code Accept}, by
 * {@code _format} or by a direct link such as {@code /registry/NCT06813157/ictrp.xml}.
 */
@RestController
@RequestMapping(RegistryController.PATH)
class RegistryController {

    static final String PATH = "/registry";

    private final PublishedStudies published;
    private final Forms forms;
    private final Outcomes outcomes;
    private final PublicAddress address;
    private final CacheControl cacheable;

    RegistryController(
            PublishedStudies published,
            Forms forms,
            Outcomes outcomes,
            PublicAddress address,
            RegistryProperties properties) {
        this.published = published;
        this.forms = forms;
        this.outcomes = outcomes;
        this.address = address;
        this.cacheable = CacheControl.maxAge(properties.maxAge()).cachePublic();
    }

    /** All studies, in the negotiated format. */
    @GetMapping({"", "/"})
    void studies(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Form> form = negotiated(request, response);
        if (form.isEmpty()) {
            return;
        }
        PublishedStudies.Issue now = published.now();
        Instant changed = now.studies().stream()
                .map(PublicStudy::changed)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
        Document document =
                now.document(form.get().name(), () -> Document.of(form.get().writeAll(now.studies()), changed));
        answer(document, form.get(), request, response);
    }

    /** One study, in the negotiated format. */
    @GetMapping({"/{id}", "/{id}/"})
    void study(@PathVariable("id") String id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Optional<Form> form = negotiated(request, response);
        if (form.isPresent()) {
            study(id, form.get(), request, response);
        }
    }

    /** One study, in the format that the link names. */
    @GetMapping("/{id}/{file}")
    void file(
            @PathVariable("id") String id,
            @PathVariable("file") String file,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Optional<Form> form = forms.ofFile(file);
        if (form.isEmpty()) {
            refuse(
                    response,
                    HttpServletResponse.SC_NOT_FOUND,
                    IssueType.NOTFOUND,
                    "A study has no such file. It has "
                            + forms.all().stream().map(Form::file).collect(Collectors.joining(", ")) + ".");
            return;
        }
        study(id, form.get(), request, response);
    }

    private void study(String id, Form form, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        PublishedStudies.Issue now = published.now();
        Optional<PublicStudy> study = now.study(id);
        if (study.isEmpty()) {
            refuse(
                    response,
                    HttpServletResponse.SC_NOT_FOUND,
                    IssueType.NOTFOUND,
                    "There is no such study here. " + PATH + " lists those there are.");
            return;
        }
        for (Form other : forms.all()) {
            String link = address.url() + PATH + "/" + study.get().id() + "/" + other.file();
            response.addHeader(
                    HttpHeaders.LINK,
                    "<" + link + ">; rel=\"" + (other == form ? "self" : "alternate") + "\"; type=\""
                            + other.type().toString().replace("\"", "") + "\"");
        }
        Document document = now.document(
                id + "/" + form.name(),
                () -> Document.of(form.write(study.get()), study.get().changed()));
        answer(document, form, request, response);
    }

    private Optional<Form> negotiated(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        Optional<Form> form = forms.asked(request.getParameter("_format"), accept(request));
        if (form.isEmpty()) {
            refuse(
                    response,
                    HttpServletResponse.SC_NOT_ACCEPTABLE,
                    IssueType.NOTSUPPORTED,
                    "Studies are not published in what is asked for. Ask with Accept or _format for one of "
                            + forms.all().stream()
                                    .map(one -> one.type() + " (" + one.name() + ")")
                                    .collect(Collectors.joining(", "))
                            + ".");
        }
        return form;
    }

    private static @Nullable String accept(HttpServletRequest request) {
        List<String> headers = Collections.list(request.getHeaders(HttpHeaders.ACCEPT));
        return headers.isEmpty() ? null : String.join(", ", headers);
    }

    private void answer(Document document, Form form, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setHeader(HttpHeaders.CACHE_CONTROL, String.valueOf(cacheable.getHeaderValue()));
        if (new ServletWebRequest(request, response)
                .checkNotModified(document.tag(), document.changed().toEpochMilli())) {
            return;
        }
        response.setContentType(new MediaType(form.type(), StandardCharsets.UTF_8).toString());
        response.setContentLength(document.body().length);
        response.getOutputStream().write(document.body());
    }

    /** All other paths (404) and methods (405). */
    @RequestMapping("/**")
    void nothingElse(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getMethod().equals("GET") || request.getMethod().equals("HEAD")) {
            refuse(
                    response,
                    HttpServletResponse.SC_NOT_FOUND,
                    IssueType.NOTFOUND,
                    "There is nothing here. " + PATH + " lists the studies.");
            return;
        }
        response.setHeader(HttpHeaders.ALLOW, "GET, HEAD");
        refuse(
                response,
                HttpServletResponse.SC_METHOD_NOT_ALLOWED,
                IssueType.NOTSUPPORTED,
                "Studies can only be read here; ask with GET.");
    }

    private void refuse(HttpServletResponse response, int status, IssueType type, String sentence) throws IOException {
        outcomes.write(response, status, type, sentence);
    }
}
