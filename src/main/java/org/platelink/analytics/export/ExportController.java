package org.platelink.analytics.export;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.jspecify.annotations.Nullable;
import org.platelink.analytics.extract.ExtractionEvent;
import org.platelink.analytics.extract.Filter;
import org.platelink.platform.server.Outcomes;
import org.platelink.security.access.Caller;
import org.platelink.security.access.SearchRestrictions;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * REST controller for the status, files and cancellation of export jobs. Only the client that requested a job can see
 * it; anyone else gets 404.
 */
@RestController
@RequestMapping(Exports.PATH)
class ExportController {

    private static final String ASK_AGAIN_SECONDS = "1";

    private final ExportTables tables;
    private final ExportWorker worker;
    private final Exports exports;
    private final SearchRestrictions extents;
    private final Outcomes outcomes;
    private final ApplicationEventPublisher events;

    ExportController(
            ExportTables tables,
            ExportWorker worker,
            Exports exports,
            SearchRestrictions extents,
            Outcomes outcomes,
            ApplicationEventPublisher events) {
        this.tables = tables;
        this.worker = worker;
        this.exports = exports;
        this.extents = extents;
        this.outcomes = outcomes;
        this.events = events;
    }

    /** Status of a job: 202 with its progress while it runs, afterwards the answer of its {@link ExportKind}. */
    @GetMapping("/{id}")
    void status(@PathVariable("id") String id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Optional<ExportJob> found = job(id, Caller.of(request));
        if (found.isEmpty()) {
            notThere(response);
            return;
        }
        ExportJob job = found.get();
        if (job.ended() == null) {
            response.setStatus(HttpServletResponse.SC_ACCEPTED);
            response.setHeader("X-Progress", job.progress());
            response.setHeader("Retry-After", ASK_AGAIN_SECONDS);
            return;
        }
        expires(job, response);
        worker.kind(job).answerEnded(job, tables.files(job.id()), exports.address(job.id()), response);
    }

    /** Cancels a job, or deletes the files of a finished one. */
    @DeleteMapping("/{id}")
    void cancel(@PathVariable("id") String id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Optional<ExportJob> job = job(id, Caller.of(request));
        if (job.isEmpty()) {
            notThere(response);
            return;
        }
        tables.remove(job.get().id());
        response.setStatus(HttpServletResponse.SC_ACCEPTED);
    }

    /**
     * A file of an ended job, named {@code [number].[ending]}; or the result document, for kinds that serve it at an
     * address of its own ({@link ResultAddress}).
     */
    @GetMapping("/{id}/{name}")
    void file(
            @PathVariable("id") String id,
            @PathVariable("name") String name,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Caller caller = Caller.of(request);
        Optional<ExportJob> job = job(id, caller).filter(one -> one.ended() != null);
        if (job.isPresent()
                && name.equals(ResultAddress.NAME)
                && worker.kind(job.get()) instanceof ResultAddress kind) {
            expires(job.get(), response);
            kind.answerResult(
                    job.get(),
                    tables.files(job.get().id()),
                    exports.address(job.get().id()),
                    response);
            return;
        }
        ExportFile file = job.isEmpty() ? null : file(job.get(), name);
        if (job.isEmpty() || file == null) {
            notThere(response);
            return;
        }
        events.publishEvent(new ExtractionEvent(
                caller,
                "the download of a file of " + job.get().kind(),
                job.get().id() + "/" + name + " " + file.name(),
                Filter.NONE));
        expires(job.get(), response);
        send(file, request, response);
    }

    private @Nullable ExportFile file(ExportJob job, String name) {
        return tables.files(job.id()).stream()
                .filter(file -> name.equals(file.number() + "." + file.ending()))
                .findFirst()
                .orElse(null);
    }

    private void send(ExportFile file, HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType(file.contentType());
        String encodings = request.getHeader("Accept-Encoding");
        boolean gzip = encodings != null && encodings.contains("gzip");
        response.setHeader("Vary", "Accept-Encoding");
        OutputStream out = response.getOutputStream();
        try (InputStream stored = new PartsStream(tables, file)) {
            if (gzip) {
                response.setHeader("Content-Encoding", "gzip");
                stored.transferTo(out);
            } else {
                new GZIPInputStream(stored, 64 * 1024).transferTo(out);
            }
        }
    }

    /**
     * A job that this client requested and of which it may still search every resource type; empty for any other job.
     *
     * @throws BaseServerResponseException if the client may no longer search one of the types
     */
    private Optional<ExportJob> job(String id, Caller caller) {
        UUID uuid;
        try {
            uuid = UUID.fromString(id);
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
        Optional<ExportJob> job = tables.job(uuid).filter(one -> one.isOf(caller));
        job.ifPresent(one -> worker.kind(one).types(one).forEach(type -> extents.of(caller, type)));
        return job;
    }

    private static void expires(ExportJob job, HttpServletResponse response) {
        if (job.expires() != null) {
            response.setHeader(
                    "Expires",
                    DateTimeFormatter.RFC_1123_DATE_TIME.format(job.expires().atOffset(ZoneOffset.UTC)));
        }
    }

    private void notThere(HttpServletResponse response) throws IOException {
        outcomes.write(
                response,
                HttpServletResponse.SC_NOT_FOUND,
                IssueType.NOTFOUND,
                "There is no such export of yours: it was cancelled, or its time is over.");
    }

    @ExceptionHandler
    void refused(BaseServerResponseException refusal, HttpServletResponse response) throws IOException {
        IssueType type = refusal.getStatusCode() == 401 ? IssueType.LOGIN : IssueType.FORBIDDEN;
        outcomes.write(response, refusal.getStatusCode(), type, String.valueOf(refusal.getMessage()));
    }
}
