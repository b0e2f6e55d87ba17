package org.platelink.analytics.export;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.platelink.analytics.extract.ExtractionEvent;
import org.platelink.analytics.extract.Filter;
import org.platelink.platform.server.FhirErrors;
import org.platelink.platform.server.PublicAddress;
import org.platelink.security.access.Caller;
import org.springframework.context.ApplicationEventPublisher;

/** Accepts asynchronous export requests and queues them as jobs. */
public final class Exports {

    /** Path of the status URLs of jobs. */
    static final String PATH = "/export";

    private final ExportTables tables;
    private final ExportWorker worker;
    private final PublicAddress address;
    private final ApplicationEventPublisher events;
    private final int mostOfAClient;

    Exports(
            ExportTables tables,
            ExportWorker worker,
            PublicAddress address,
            ApplicationEventPublisher events,
            int mostOfAClient) {
        this.tables = tables;
        this.worker = worker;
        this.address = address;
        this.events = events;
        this.mostOfAClient = mostOfAClient;
    }

    /**
     * Accepts a job and answers 202 with its status URL in {@code Content-Location}.
     *
     * @param kind the name of its {@link ExportKind}
     * @param caller who requests it
     * @param what which data, for the audit trail
     * @param filter which patients and changes, for the audit trail
     * @param request the request, serialized in the kind's form
     * @param url the URL of the request
     * @param preferences the values of the {@code Prefer} header
     * @param response takes the answer
     * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException 400 if it was not requested
     *     asynchronously, 503 if the client has too many jobs
     */
    public void accept(
            String kind,
            Caller caller,
            String what,
            Filter filter,
            String request,
            String url,
            List<String> preferences,
            HttpServletResponse response)
            throws IOException {
        if (preferences.stream().noneMatch(preference -> preference.contains("respond-async"))) {
            throw FhirErrors.invalid("Prefer", "An export is asked for with the header Prefer: respond-async.");
        }
        if (tables.open(caller.client()) >= mostOfAClient) {
            response.setHeader("Retry-After", "30");
            throw FhirErrors.busy(
                    "There are " + mostOfAClient + " exports of yours that are not done; wait for one of them, or "
                            + "cancel it by DELETE of its status.");
        }
        events.publishEvent(new ExtractionEvent(caller, kind, what, filter));
        UUID id = UUID.randomUUID();
        tables.add(id, kind, caller, request, url);
        worker.wake();
        response.setStatus(HttpServletResponse.SC_ACCEPTED);
        response.setHeader("Content-Location", address(id));
        response.setHeader("Preference-Applied", "respond-async");
        response.setContentType("application/fhir+json;charset=utf-8");
        response.getWriter()
                .write("{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"information\",\"code\":"
                        + "\"informational\",\"diagnostics\":\"The export is being made. Ask at the address in the header "
                        + "Content-Location how far it is.\"}]}");
    }

    String address(UUID job) {
        return address.url() + PATH + "/" + job;
    }
}
