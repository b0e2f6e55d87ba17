package org.platelink.sqlonfhir;

import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import org.platelink.access.Caller;
import org.platelink.access.Extent;
import org.platelink.access.Extents;
import org.platelink.extract.Asked;
import org.platelink.extract.Extracts;
import org.platelink.extract.TakenOut;
import org.platelink.server.BrokenOff;
import org.platelink.server.Refused;
import org.platelink.view.RowWriter;
import org.platelink.view.View;
import org.platelink.view.ViewRefused;
import org.springframework.context.ApplicationEventPublisher;

/** {@code $sql-run}, and as {@code $viewdefinition-run} under the name that it had before the ballot. */
final class RunOperation {

    /** Small failures are met within it, and answered in words. */
    private static final int HELD_BACK = 64 * 1024;

    private final AskedRun asked;
    private final Extents extents;
    private final Extracts extracts;
    private final ApplicationEventPublisher events;
    private final Semaphore atOnce;

    RunOperation(AskedRun asked, Extents extents, Extracts extracts, ApplicationEventPublisher events, int atOnce) {
        this.asked = asked;
        this.extents = extents;
        this.extracts = extracts;
        this.events = events;
        this.atOnce = new Semaphore(atOnce);
    }

    @Operation(
            name = "$sql-run",
            idempotent = true,
            manualRequest = true,
            manualResponse = true,
            canonicalUrl = "https://platelink.org/ig/msc-itp/OperationDefinition/sql-run")
    public void run(ServletRequestDetails details, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Caller caller = Caller.of(request);
        Wanted wanted = asked.of(request, caller, Asked.of(request));
        Extent extent = extents.of(caller, wanted.view().resource());
        if (!atOnce.tryAcquire()) {
            response.setHeader("Retry-After", "5");
            throw Refused.busy(
                    "As many views are being run as this server runs at once; ask again in a few seconds, or "
                            + "let it be exported by $sql-export.");
        }
        try {
            events.publishEvent(new TakenOut(caller, "$sql-run", wanted.about(), wanted.filter()));
            answer(wanted, extent, request, response);
        } finally {
            atOnce.release();
        }
    }

    @Operation(
            name = "$viewdefinition-run",
            idempotent = true,
            manualRequest = true,
            manualResponse = true,
            canonicalUrl = "https://platelink.org/ig/msc-itp/OperationDefinition/viewdefinition-run")
    public void runView(ServletRequestDetails details, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        run(details, request, response);
    }

    private void answer(Wanted wanted, Extent extent, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setBufferSize(HELD_BACK);
        for (String doubt : wanted.view().doubts()) {
            response.addHeader("Warning", "299 - \"" + doubt.replaceAll("[^ -~]|[\"\\\\]", "?") + "\"");
        }
        try {
            Enveloped out = Enveloped.of(request, response, wanted.format());
            RowWriter writer = wanted.format().open(wanted.view(), out, wanted.header());
            rows(wanted, extent, new Limit(wanted.limit(), writer));
            writer.close();
            out.close();
        } catch (ViewRefused refused) {
            throw BrokenOff.or(Views.refusal(refused), request, response);
        } catch (RuntimeException failure) {
            throw BrokenOff.or(failure, request, response);
        }
    }

    private void rows(Wanted wanted, Extent extent, Limit limit) throws IOException {
        View view = wanted.view();
        try {
            if (wanted.resources().isPresent()) {
                for (JsonNode resource : wanted.resources().get()) {
                    view.rows(resource, limit);
                }
            } else {
                extracts.inOneLook(look -> look.each(extent, wanted.filter(), view::rows, rows -> rows.each(limit)));
            }
        } catch (Limit.Reached enough) {
            // As many rows as were asked for.
        }
    }
}
