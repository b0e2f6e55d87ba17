package org.platelink.analytics.sqlonfhir;

import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.platelink.analytics.extract.ExtractionEvent;
import org.platelink.analytics.extract.Extracts;
import org.platelink.analytics.extract.RequestParameters;
import org.platelink.analytics.view.RowWriter;
import org.platelink.analytics.view.View;
import org.platelink.analytics.view.ViewRefused;
import org.platelink.platform.canonical.CanonicalUrls;
import org.platelink.platform.server.AbortedResponse;
import org.platelink.security.access.Caller;
import org.platelink.security.access.SearchRestriction;
import org.platelink.security.access.SearchRestrictions;
import org.platelink.security.run.Run;
import org.platelink.security.run.RunEnded;
import org.platelink.security.run.RunKind;
import org.platelink.security.run.Runs;
import org.springframework.context.ApplicationEventPublisher;

/** FHIR operation {@code $sql-run}, also under its name before the ballot, {@code $viewdefinition-run}. */
final class RunOperation {

    /**
     * Response buffer in bytes. An error that occurs before it is full can still be answered as an OperationOutcome.
     */
    private static final int HELD_BACK = 64 * 1024;

    private final RunParameters parameters;
    private final SearchRestrictions extents;
    private final Extracts extracts;
    private final ApplicationEventPublisher events;
    private final Runs runs;
    private final RunKind views = new RunKind();
    private final int atOnce;

    RunOperation(
            RunParameters parameters,
            SearchRestrictions extents,
            Extracts extracts,
            ApplicationEventPublisher events,
            Runs runs,
            int atOnce) {
        this.parameters = parameters;
        this.extents = extents;
        this.extracts = extracts;
        this.events = events;
        this.runs = runs;
        this.atOnce = atOnce;
    }

    @Operation(
            name = "$sql-run",
            idempotent = true,
            manualRequest = true,
            manualResponse = true,
            canonicalUrl = CanonicalUrls.OPERATION_DEFINITION + "sql-run")
    public void run(ServletRequestDetails details, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Caller caller = Caller.of(request);
        RunRequest wanted = parameters.of(request, caller, RequestParameters.of(request));
        SearchRestriction extent = extents.of(caller, wanted.view().resource());
        try (Run run = begin(wanted, request, response)) {
            events.publishEvent(new ExtractionEvent(caller, "$sql-run", wanted.about(), wanted.filter()));
            answer(wanted, extent, run, request, response);
        }
    }

    private Run begin(RunRequest wanted, HttpServletRequest request, HttpServletResponse response) {
        try {
            return runs.begin(views, atOnce, request, "$sql-run", wanted.about());
        } catch (BaseServerResponseException busy) {
            response.setHeader("Retry-After", "5");
            throw busy;
        }
    }

    @Operation(
            name = "$viewdefinition-run",
            idempotent = true,
            manualRequest = true,
            manualResponse = true,
            canonicalUrl = CanonicalUrls.OPERATION_DEFINITION + "viewdefinition-run")
    public void runView(ServletRequestDetails details, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        run(details, request, response);
    }

    private void answer(
            RunRequest wanted,
            SearchRestriction extent,
            Run run,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        response.setBufferSize(HELD_BACK);
        for (String doubt : wanted.view().doubts()) {
            response.addHeader("Warning", "299 - \"" + doubt.replaceAll("[^ -~]|[\"\\\\]", "?") + "\"");
        }
        if (wanted.filter().cut() != null) {
            response.setHeader("X-Data-Cut", wanted.filter().cut().fullName());
        }
        try {
            BinaryEnvelope out = BinaryEnvelope.of(request, response, wanted.format());
            RowWriter writer = wanted.format().open(wanted.view(), out, wanted.header());
            rows(wanted, extent, run, new RowLimit(wanted.limit(), writer));
            writer.close();
            out.close();
        } catch (ViewRefused refused) {
            throw AbortedResponse.or(Views.refusal(refused), request, response);
        } catch (RunEnded ended) {
            throw AbortedResponse.or(ended.refusal(), request, response);
        } catch (RuntimeException failure) {
            throw AbortedResponse.or(failure, request, response);
        }
    }

    private void rows(RunRequest wanted, SearchRestriction extent, Run run, RowLimit limit) throws IOException {
        View view = wanted.view();
        try {
            if (wanted.resources().isPresent()) {
                for (JsonNode resource : wanted.resources().get()) {
                    view.rows(resource, run::check, limit);
                }
            } else {
                extracts.inSnapshot(
                        run,
                        look -> look.each(
                                extent,
                                wanted.filter(),
                                resources -> view.rows(resources, run::check),
                                rows -> rows.each(limit)));
            }
        } catch (RowLimit.LimitReached enough) {
            // The limit is reached; the answer is complete.
        }
    }
}
