package org.platelink.analytics.export;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.hl7.fhir.r4.model.Group;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Patient;
import org.jspecify.annotations.Nullable;
import org.platelink.analytics.export.BulkParameters.Level;
import org.platelink.analytics.extract.RequestParameters;
import org.platelink.security.access.Caller;

/** FHIR operation {@code $export} at system level, for all patients, and for a Group of patients. */
final class BulkOperation {

    private static final String BASE = "http://hl7.org/fhir/uv/bulkdata/OperationDefinition/";

    private final BulkParameters parameters;
    private final Exports exports;

    BulkOperation(BulkParameters parameters, Exports exports) {
        this.parameters = parameters;
        this.exports = exports;
    }

    @Operation(
            name = "$export",
            idempotent = true,
            manualRequest = true,
            manualResponse = true,
            canonicalUrl = BASE + "export")
    public void ofTheServer(ServletRequestDetails details, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        accept(Level.SYSTEM, null, request, response);
    }

    @Operation(
            name = "$export",
            type = Patient.class,
            idempotent = true,
            manualRequest = true,
            manualResponse = true,
            canonicalUrl = BASE + "patient-export")
    public void ofPatients(ServletRequestDetails details, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        accept(Level.PATIENT, null, request, response);
    }

    @Operation(
            name = "$export",
            type = Group.class,
            idempotent = true,
            manualRequest = true,
            manualResponse = true,
            canonicalUrl = BASE + "group-export")
    public void ofGroup(
            @IdParam IdType group,
            ServletRequestDetails details,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        accept(Level.GROUP, group.getIdPart(), request, response);
    }

    private void accept(Level level, @Nullable String group, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Caller caller = Caller.of(request);
        List<String> preferences = Collections.list(request.getHeaders("Prefer"));
        boolean lenient = preferences.stream().anyMatch(preference -> preference.contains("handling=lenient"));
        BulkRequest wanted = parameters.of(level, group, caller, RequestParameters.of(request), lenient);
        String query = request.getQueryString();
        exports.accept(
                BulkExport.NAME,
                caller,
                (group == null ? "" : "Group/" + group + ": ") + String.join(" ", wanted.types()),
                parameters.filter(wanted, caller),
                ExportJob.written(wanted),
                request.getRequestURL() + (query == null ? "" : "?" + query),
                preferences,
                response);
    }
}
