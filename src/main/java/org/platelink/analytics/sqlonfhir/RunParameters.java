package org.platelink.analytics.sqlonfhir;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.platelink.analytics.extract.CutParameter;
import org.platelink.analytics.extract.Filter;
import org.platelink.analytics.extract.Patients;
import org.platelink.analytics.extract.RequestParameters;
import org.platelink.analytics.view.RowFormat;
import org.platelink.platform.server.FhirErrors;
import org.platelink.security.access.Caller;
import org.platelink.trial.review.DataCut;

/** Parses the parameters of {@code $sql-run} and {@code $sql-export}. */
final class RunParameters {

    private static final List<String> RUN = List.of(
            "subjectCanonical",
            "subjectReference",
            "subjectResource",
            "resource",
            "patient",
            "group",
            "_since",
            CutParameter.NAME,
            "_limit",
            "_format",
            "header");

    private final Views views;
    private final Patients patients;
    private final CutParameter cuts;

    RunParameters(Views views, Patients patients, CutParameter cuts) {
        this.cuts = cuts;
        this.views = views;
        this.patients = patients;
    }

    /**
     * The request of {@code $sql-run}.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException 400, 404 or 422 if it cannot be had
     */
    RunRequest of(HttpServletRequest request, Caller caller, RequestParameters parameters) {
        parameters.mustBeAmong(RUN);
        Views.ResolvedView found = views.of(parameters);
        List<JsonNode> resources = new ArrayList<>();
        parameters.resources("resource").forEach(resource -> unwrap(resource, resources));
        if (!parameters.all("resource").isEmpty()
                && parameters.text(CutParameter.NAME).isPresent()) {
            throw FhirErrors.invalid(
                    CutParameter.NAME, "Rows are made of a data cut, or of the resources of the request; send one.");
        }
        return new RunRequest(
                found.view(),
                found.about(),
                format(parameters, request),
                header(parameters),
                filter(parameters, caller),
                parameters.all("resource").isEmpty() ? Optional.empty() : Optional.of(resources),
                limit(parameters));
    }

    /** A Bundle stands for the resources of its entries. */
    private static void unwrap(JsonNode resource, List<JsonNode> resources) {
        if (resource.path("resourceType").asText().equals("Bundle")) {
            resource.path("entry").forEach(entry -> resources.add(entry.path("resource")));
        } else {
            resources.add(resource);
        }
    }

    /** The format named by {@code _format}, or else by {@code Accept}, or else NDJSON. */
    static RowFormat format(RequestParameters parameters, @Nullable HttpServletRequest request) {
        Optional<String> named = parameters.text("_format");
        if (named.isPresent()) {
            return RowFormat.of(named.get())
                    .orElseThrow(() ->
                            FhirErrors.unsupported("_format", "Rows can be had as ndjson, json, csv and parquet."));
        }
        String accept = request == null ? null : request.getHeader("Accept");
        return accept == null
                ? RowFormat.NDJSON
                : Arrays.stream(accept.split(","))
                        .flatMap(type -> RowFormat.of(type).stream())
                        .findFirst()
                        .orElse(RowFormat.NDJSON);
    }

    static boolean header(RequestParameters parameters) {
        return parameters.flag("header").orElse(true);
    }

    Filter filter(RequestParameters parameters, Caller caller) {
        List<String> named = parameters.texts("patient");
        List<String> groups = parameters.texts("group");
        List<String> wanted = null;
        if (!named.isEmpty() || !groups.isEmpty()) {
            wanted = patients.of(caller, named, groups);
        }
        DataCut cut = cuts.of(parameters.text(CutParameter.NAME).orElse(null), caller);
        if (cut != null && !groups.isEmpty()) {
            throw FhirErrors.unsupported(
                    CutParameter.NAME,
                    "Who is of a Group is found among the present data, and would not be the same later; name the"
                            + " patients, or ask for the data cut without the Group.");
        }
        return new Filter(wanted, parameters.instant("_since").orElse(null), cut);
    }

    /** The ids of Patients that are named individually. */
    List<String> patients(List<String> named, Caller caller) {
        return patients.of(caller, named, List.of());
    }

    private static long limit(RequestParameters parameters) {
        return parameters.number("_limit", 1).map(Integer::longValue).orElse(Long.MAX_VALUE);
    }
}
