package org.platelink.analytics.export;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.platelink.security.access.Caller;
import org.platelink.security.access.SearchRestrictions;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** REST controller that lists to a client the export jobs it requested itself, of all kinds. */
@RestController
@RequestMapping(Exports.PATH)
class ExportListController {

    private static final int MOST_LISTED = 50;

    private final ExportTables tables;
    private final ExportWorker worker;
    private final Exports exports;
    private final SearchRestrictions extents;

    ExportListController(ExportTables tables, ExportWorker worker, Exports exports, SearchRestrictions extents) {
        this.tables = tables;
        this.worker = worker;
        this.exports = exports;
        this.extents = extents;
    }

    /** The jobs of a client that still exist, newest first. */
    record ExportList(List<ListedJob> exports) {}

    /**
     * A job in the list.
     *
     * @param id the job id
     * @param url the URL of its status
     * @param kind such as {@code $export}
     * @param request the URL of the request
     * @param types the resource types of the job
     * @param state accepted, running, completed or failed
     * @param progress the progress, in words; null once it has ended
     * @param problem why it failed; null if it did not
     * @param created when it was requested
     * @param transactionTime the moment of which its data are; null while it has not begun
     * @param ended when it ended; null while it has not
     * @param expires when its files are deleted; null while it has not ended
     * @param output its files
     */
    record ListedJob(
            String id,
            String url,
            String kind,
            String request,
            List<String> types,
            String state,
            @Nullable String progress,
            @Nullable String problem,
            String created,
            @Nullable String transactionTime,
            @Nullable String ended,
            @Nullable String expires,
            List<ListedFile> output) {}

    /**
     * A file of a listed job.
     *
     * @param name its contents, such as a resource type or the name of a view
     * @param file the last segment of its URL
     * @param url its URL
     * @param count how many resources or rows it has
     */
    record ListedFile(String name, String file, String url, long count) {}

    /** The jobs that the client requested, as far as it may still see every resource type of them. */
    @GetMapping
    ResponseEntity<ExportList> list(HttpServletRequest request) {
        Caller caller = Caller.of(request);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new ExportList(tables.ofClient(caller.client(), MOST_LISTED).stream()
                        .filter(job -> job.isOf(caller) && mayStillSee(job, caller))
                        .map(this::listed)
                        .toList()));
    }

    private boolean mayStillSee(ExportJob job, Caller caller) {
        try {
            worker.kind(job).types(job).forEach(type -> extents.of(caller, type));
            return true;
        } catch (BaseServerResponseException not) {
            return false;
        }
    }

    private ListedJob listed(ExportJob job) {
        String address = exports.address(job.id());
        List<ExportFile> files = job.state() == ExportJob.State.COMPLETED ? tables.files(job.id()) : List.of();
        return new ListedJob(
                job.id().toString(),
                address,
                job.kind(),
                job.url(),
                worker.kind(job).types(job),
                job.state().name().toLowerCase(Locale.ROOT),
                job.ended() == null ? job.progress() : null,
                job.problem(),
                job.created().toString(),
                text(job.snapshot()),
                text(job.ended()),
                text(job.expires()),
                files.stream().map(file -> listed(file, address)).toList());
    }

    private static ListedFile listed(ExportFile file, String address) {
        String last = file.number() + "." + file.ending();
        return new ListedFile(file.name(), last, address + "/" + last, file.count());
    }

    private static @Nullable String text(@Nullable Instant moment) {
        return moment == null ? null : moment.toString();
    }
}
