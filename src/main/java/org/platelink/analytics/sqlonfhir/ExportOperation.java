package org.platelink.analytics.sqlonfhir;

import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.platelink.analytics.export.ExportJob;
import org.platelink.analytics.export.Exports;
import org.platelink.analytics.extract.CutParameter;
import org.platelink.analytics.extract.Filter;
import org.platelink.analytics.extract.RequestParameters;
import org.platelink.analytics.view.RowFormat;
import org.platelink.platform.canonical.CanonicalUrls;
import org.platelink.platform.server.FhirErrors;
import org.platelink.security.access.Caller;
import org.platelink.security.access.SearchRestrictions;

/** FHIR operation {@code $sql-export}, also under its name before the ballot, {@code $viewdefinition-export}. */
final class ExportOperation {

    private static final List<String> EXPORT = List.of(
            "subject", "clientTrackingId", "_format", "header", "patient", "group", "_since", CutParameter.NAME);
    private static final List<String> PARTS =
            List.of("name", "subjectCanonical", "subjectReference", "subjectResource");
    private static final int MOST_VIEWS = 50;

    private final RunParameters run;
    private final Views views;
    private final SearchRestrictions extents;
    private final Exports exports;

    ExportOperation(RunParameters run, Views views, SearchRestrictions extents, Exports exports) {
        this.run = run;
        this.views = views;
        this.extents = extents;
        this.exports = exports;
    }

    @Operation(
            name = "$sql-export",
            manualRequest = true,
            manualResponse = true,
            canonicalUrl = CanonicalUrls.OPERATION_DEFINITION + "sql-export")
    public void export(ServletRequestDetails details, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Caller caller = Caller.of(request);
        RequestParameters parameters = RequestParameters.of(request);
        parameters.mustBeAmong(EXPORT);
        List<SqlExportRequest.Output> outputs = outputs(parameters, caller);
        RowFormat format = RunParameters.format(parameters, null);
        Filter filter = run.filter(parameters, caller);
        List<String> groups = parameters.texts("group");
        SqlExportRequest wanted = new SqlExportRequest(
                outputs,
                format.code(),
                RunParameters.header(parameters),
                groups.isEmpty() ? filter.patients() : named(parameters, caller),
                groups,
                filter.since() == null ? null : filter.since().toEpochMilli(),
                parameters.text("clientTrackingId").orElse(null),
                filter.cut() == null ? null : filter.cut().fullName());
        exports.accept(
                SqlExport.NAME,
                caller,
                outputs.stream().map(output -> ViewTrace.of(output.view())).collect(Collectors.joining("; ")),
                filter,
                ExportJob.written(wanted),
                request.getRequestURL().toString(),
                Collections.list(request.getHeaders("Prefer")),
                response);
    }

    @Operation(
            name = "$viewdefinition-export",
            manualRequest = true,
            manualResponse = true,
            canonicalUrl = CanonicalUrls.OPERATION_DEFINITION + "viewdefinition-export")
    public void exportViews(ServletRequestDetails details, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        export(details, request, response);
    }

    private List<String> named(RequestParameters parameters, Caller caller) {
        return parameters.texts("patient").isEmpty() ? List.of() : run.patients(parameters.texts("patient"), caller);
    }

    private List<SqlExportRequest.Output> outputs(RequestParameters parameters, Caller caller) {
        List<SqlExportRequest.Output> outputs = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        for (JsonNode subject : parameters.all("subject")) {
            RequestParameters parts = RequestParameters.ofParts(subject);
            parts.mustBeAmong(PARTS);
            Views.ResolvedView found = views.of(parts);
            extents.of(caller, found.view().resource());
            String name = parts.text("name")
                    .orElseGet(() -> found.view().name() == null
                            ? "output-" + (outputs.size() + 1)
                            : String.valueOf(found.view().name()));
            if (!names.add(name)) {
                throw FhirErrors.invalid(
                        "subject", "Two outputs would be called " + name + "; give each subject a name of its own.");
            }
            outputs.add(new SqlExportRequest.Output(name, found.definition()));
        }
        if (outputs.isEmpty()) {
            throw FhirErrors.invalid(
                    "subject",
                    "Name at least one view: a parameter subject with the part subjectReference, "
                            + "subjectCanonical or subjectResource.");
        }
        if (outputs.size() > MOST_VIEWS) {
            throw FhirErrors.invalid("subject", "At most " + MOST_VIEWS + " views are exported at once.");
        }
        return outputs;
    }
}
