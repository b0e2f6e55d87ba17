package org.platelink.analytics.sqlonfhir;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.platelink.analytics.export.ExportFailed;
import org.platelink.analytics.export.ExportFile;
import org.platelink.analytics.export.ExportJob;
import org.platelink.analytics.export.ExportOutput;
import org.platelink.analytics.export.ResultAddress;
import org.platelink.analytics.extract.CutParameter;
import org.platelink.analytics.extract.Extracts;
import org.platelink.analytics.extract.Filter;
import org.platelink.analytics.extract.Patients;
import org.platelink.analytics.view.RowFormat;
import org.platelink.analytics.view.RowWriter;
import org.platelink.analytics.view.View;
import org.platelink.analytics.view.ViewRefused;
import org.platelink.platform.server.Outcomes;
import org.platelink.security.access.SearchRestriction;
import org.platelink.security.access.SearchRestrictions;
import org.platelink.security.run.Run;

/** The {@code $sql-export} job: writes one file per view, all from one database snapshot. */
final class SqlExport implements ResultAddress {

    static final String NAME = "$sql-export";

    private static final int TELL_EVERY = 5_000;
    private static final int UNPROCESSABLE = 422;

    private final SearchRestrictions extents;
    private final Extracts extracts;
    private final Patients patients;
    private final CutParameter cuts;
    private final Outcomes outcomes;
    private final ObjectMapper json = new ObjectMapper();

    SqlExport(SearchRestrictions extents, Extracts extracts, Patients patients, CutParameter cuts, Outcomes outcomes) {
        this.cuts = cuts;
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
        return job.request(SqlExportRequest.class).outputs().stream()
                .map(output -> output.view().path("resource").asText())
                .distinct()
                .toList();
    }

    @Override
    public void run(ExportJob job, ExportOutput out, Run run) throws IOException {
        SqlExportRequest request = job.request(SqlExportRequest.class);
        Filter filter = filter(job, request);
        Map<View, SearchRestriction> wanted = new LinkedHashMap<>();
        List<View> views = new ArrayList<>();
        for (SqlExportRequest.Output output : request.outputs()) {
            View view = View.of(output.view());
            views.add(view);
            wanted.put(view, extents.of(job.caller(), view.resource()));
        }
        RowFormat format = RowFormat.of(request.format()).orElseThrow();
        Instant before = filter.cut() == null
                ? Instant.now().truncatedTo(ChronoUnit.MILLIS)
                : filter.cut().moment();
        try {
            extracts.inSnapshot(run, look -> {
                out.snapshot(before);
                for (int i = 0; i < views.size(); i++) {
                    View view = views.get(i);
                    String name = request.outputs().get(i).name();
                    out.file(name, format.code(), format.contentType(), stream -> {
                        long[] count = new long[1];
                        RowWriter writer = format.open(view, stream, request.header());
                        look.each(
                                Objects.requireNonNull(wanted.get(view)),
                                filter,
                                resources -> view.rows(resources, run::check),
                                rows -> rows.each(cells -> {
                                    writer.row(cells);
                                    if (++count[0] % TELL_EVERY == 0) {
                                        out.progress(count[0] + " rows of " + name);
                                    }
                                }));
                        writer.close();
                        return count[0];
                    });
                }
            });
        } catch (ViewRefused refused) {
            throw new ExportFailed(refused.place() + ": " + refused.getMessage());
        }
    }

    private Filter filter(ExportJob job, SqlExportRequest request) {
        List<String> participants = request.patients();
        if (!request.groups().isEmpty()) {
            List<String> named = participants == null ? List.of() : participants;
            List<String> all = new ArrayList<>(patients.of(job.caller(), List.of(), request.groups()));
            named.stream().filter(patient -> !all.contains(patient)).forEach(all::add);
            participants = all;
        }
        return new Filter(
                participants,
                request.since() == null ? null : Instant.ofEpochMilli(request.since()),
                cuts.of(request.cut(), job.caller()));
    }

    /** The status request redirects to the result, whether the job succeeded or not. */
    @Override
    public void answerEnded(ExportJob job, List<ExportFile> files, String address, HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", address + "/" + ResultAddress.NAME);
    }

    @Override
    public void answerResult(ExportJob job, List<ExportFile> files, String address, HttpServletResponse response)
            throws IOException {
        if (job.state() == ExportJob.State.FAILED) {
            outcomes.write(response, UNPROCESSABLE, IssueType.PROCESSING, String.valueOf(job.problem()));
            return;
        }
        response.setContentType("application/fhir+json;charset=utf-8");
        ObjectNode answer = json.createObjectNode();
        answer.put("resourceType", "Parameters");
        manifest(job, files, address, answer.putArray("parameter"));
        json.writeValue(response.getOutputStream(), answer);
    }

    private static void manifest(ExportJob job, List<ExportFile> files, String address, ArrayNode parameters) {
        SqlExportRequest request = job.request(SqlExportRequest.class);
        parameters
                .addObject()
                .put("name", "exportId")
                .put("valueString", job.id().toString());
        if (request.tracking() != null) {
            parameters.addObject().put("name", "clientTrackingId").put("valueString", request.tracking());
        }
        if (request.cut() != null) {
            parameters.addObject().put("name", CutParameter.NAME).put("valueString", request.cut());
        }
        parameters.addObject().put("name", "status").put("valueCode", "completed");
        parameters.addObject().put("name", "location").put("valueUri", address);
        parameters.addObject().put("name", "_format").put("valueCode", request.format());
        // Of a data cut, the snapshot is its moment.
        Instant began = job.snapshot() == null || request.cut() != null ? job.created() : job.snapshot();
        Instant ended = job.ended() == null ? began : job.ended();
        parameters.addObject().put("name", "exportStartTime").put("valueInstant", began.toString());
        parameters.addObject().put("name", "exportEndTime").put("valueInstant", ended.toString());
        parameters.addObject().put("name", "exportDuration").put("valueInteger", (int)
                Duration.between(began, ended).toSeconds());
        for (ExportFile file : files) {
            ObjectNode output = parameters.addObject().put("name", "output");
            ArrayNode parts = output.putArray("part");
            parts.addObject().put("name", "name").put("valueString", file.name());
            parts.addObject()
                    .put("name", "location")
                    .put("valueUri", address + "/" + file.number() + "." + file.ending());
        }
    }
}
