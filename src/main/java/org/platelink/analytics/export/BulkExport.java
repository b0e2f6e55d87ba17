package org.platelink.analytics.export;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.jspecify.annotations.Nullable;
import org.platelink.analytics.extract.CutParameter;
import org.platelink.analytics.extract.Extracts;
import org.platelink.analytics.extract.Filter;
import org.platelink.analytics.extract.Patients;
import org.platelink.analytics.extract.Snapshot;
import org.platelink.platform.canonical.CanonicalUrls;
import org.platelink.platform.server.Outcomes;
import org.platelink.security.access.SearchRestriction;
import org.platelink.security.access.SearchRestrictions;
import org.platelink.security.run.Run;
import org.platelink.trial.review.DataCut;

/** The {@code $export} job: writes one NDJSON file per resource type, one resource per line. */
final class BulkExport implements ExportKind {

    static final String NAME = "$export";

    private static final int TELL_EVERY = 5_000;

    private final FhirContext fhir;
    private final SearchRestrictions extents;
    private final Extracts extracts;
    private final Patients patients;
    private final CutParameter cuts;
    private final Outcomes outcomes;
    private final ObjectMapper json = new ObjectMapper()
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE)
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN);

    BulkExport(
            FhirContext fhir,
            SearchRestrictions extents,
            Extracts extracts,
            Patients patients,
            CutParameter cuts,
            Outcomes outcomes) {
        this.cuts = cuts;
        this.fhir = fhir;
        this.extents = extents;
        this.extracts = extracts;
        this.patients = patients;
        this.outcomes = outcomes;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> types(ExportJob job) {
        return job.request(BulkRequest.class).types();
    }

    @Override
    public void run(ExportJob job, ExportOutput out, Run run) throws IOException {
        BulkRequest request = job.request(BulkRequest.class);
        DataCut cut = cuts.of(request.cut(), job.caller());
        Filter filter = new Filter(
                participants(job, request),
                request.since() == null ? null : Instant.ofEpochMilli(request.since()),
                cut);
        List<SearchRestriction> wanted = new ArrayList<>();
        for (String type : request.types()) {
            wanted.add(extents.of(job.caller(), type, request.filters().getOrDefault(type, List.of())));
        }
        Instant before = cut == null ? Instant.now().truncatedTo(ChronoUnit.MILLIS) : cut.moment();
        extracts.inSnapshot(run, look -> {
            out.snapshot(before);
            List<SearchRestriction> some = new ArrayList<>();
            long all = 0;
            for (SearchRestriction extent : wanted) {
                long count = look.count(extent, filter);
                if (count > 0) {
                    some.add(extent);
                    all += count;
                }
            }
            ProgressReporter progress = new ProgressReporter(out, all);
            // A type without resources gets no file.
            for (SearchRestriction extent : some) {
                file(look, extent, filter, request, out, progress);
            }
        });
    }

    private @Nullable List<String> participants(ExportJob job, BulkRequest request) {
        if (request.group() == null) {
            return request.patients();
        }
        List<String> members = new ArrayList<>(patients.ofGroup(job.caller(), request.group()));
        if (request.patients() != null) {
            members.retainAll(request.patients());
        }
        return members;
    }

    private void file(
            Snapshot look,
            SearchRestriction extent,
            Filter filter,
            BulkRequest request,
            ExportOutput out,
            ProgressReporter progress)
            throws IOException {
        Elements elements = Elements.of(fhir, extent.type(), request.elements());
        out.file(extent.type(), "ndjson", "application/fhir+ndjson", stream -> {
            long[] count = new long[1];
            look.each(extent, filter, some -> lines(some, elements), lines -> {
                lines.text().writeTo(stream);
                count[0] += lines.number();
                progress.more(lines.number(), extent.type());
            });
            return count[0];
        });
    }

    /** A batch of resources as NDJSON text, with the number of lines. */
    private record Lines(ByteArrayOutputStream text, int number) {}

    private Lines lines(List<ObjectNode> resources, @Nullable Elements elements) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (JsonGenerator generator = json.getFactory().createGenerator(text)) {
            generator.setRootValueSeparator(null);
            for (ObjectNode resource : resources) {
                if (elements != null) {
                    elements.leave(resource);
                }
                json.writeTree(generator, resource);
                generator.writeRaw('\n');
            }
        }
        return new Lines(text, resources.size());
    }

    @Override
    public void answerEnded(ExportJob job, List<ExportFile> files, String address, HttpServletResponse response)
            throws IOException {
        if (job.state() == ExportJob.State.FAILED) {
            outcomes.write(
                    response,
                    HttpServletResponse.SC_INTERNAL_SERVER_ERROR,
                    IssueType.EXCEPTION,
                    String.valueOf(job.problem()));
            return;
        }
        ObjectNode manifest = json.createObjectNode();
        manifest.put("transactionTime", String.valueOf(job.snapshot()));
        manifest.put("request", job.url());
        manifest.put("requiresAccessToken", true);
        ArrayNode output = manifest.putArray("output");
        for (ExportFile file : files) {
            output.addObject()
                    .put("type", file.name())
                    .put("url", address + "/" + file.number() + "." + file.ending())
                    .put("count", file.count());
        }
        manifest.putArray("deleted");
        manifest.putArray("error");
        String cut = job.request(BulkRequest.class).cut();
        if (cut != null) {
            manifest.putObject("extension").put(CanonicalUrls.STRUCTURE_DEFINITION + "data-cut", cut);
        }
        response.setContentType("application/json;charset=utf-8");
        json.writeValue(response.getOutputStream(), manifest);
    }

    /** Reports the progress of the job every few thousand resources. */
    private static final class ProgressReporter {

        private final ExportOutput out;
        private final long all;
        private long done;

        ProgressReporter(ExportOutput out, long all) {
            this.out = out;
            this.all = all;
        }

        void more(int number, String type) {
            done += number;
            if (done / TELL_EVERY > (done - number) / TELL_EVERY) {
                out.progress(100 * done / Math.max(all, 1) + " %, " + done + " of " + all + " resources, now " + type);
            }
        }
    }
}
