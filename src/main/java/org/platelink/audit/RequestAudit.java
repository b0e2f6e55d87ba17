package org.platelink.audit;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.ResponseDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.http.HttpServletRequest;
import java.util.EnumSet;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that no answer of the FHIR interface leaves before its event stands in the trail.
 *
 * <p>A search is handed in as soon as nothing has refused it, and added while it runs. Neither it nor a read waits for the
 * disk. A search that fails afterwards leaves a second event. Everything else that changes nothing is recorded when it is
 * answered, and changes are recorded with themselves ({@link ChangeAudit}). Only {@code metadata} leaves no event: it says the
 * same to everyone.
 *
 * <p>IHE has one event for each patient of whom a search finds something. Here a search leaves one event: what was asked,
 * word by word, and the patients that were named in the question; what was found follows from that and from the record.
 */
@Interceptor
class RequestAudit {

    /** After what has no order of its own, and before what must be the very last. */
    private static final int LATE = 1_000_000;

    private static final Set<RestOperationTypeEnum> READS =
            EnumSet.of(RestOperationTypeEnum.READ, RestOperationTypeEnum.VREAD);

    /** What is told by the question alone. */
    private static final Set<RestOperationTypeEnum> QUESTIONS = EnumSet.of(
            RestOperationTypeEnum.SEARCH_TYPE,
            RestOperationTypeEnum.SEARCH_SYSTEM,
            RestOperationTypeEnum.GET_PAGE,
            RestOperationTypeEnum.HISTORY_INSTANCE,
            RestOperationTypeEnum.HISTORY_TYPE,
            RestOperationTypeEnum.HISTORY_SYSTEM);

    private final Appender appender;
    private final RequestEvents events;

    RequestAudit(Appender appender, RequestEvents events) {
        this.appender = appender;
        this.events = events;
    }

    /** After all that could refuse the request. */
    @Hook(value = Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED, order = LATE)
    public void beforeItIsDone(@Nullable ServletRequestDetails request, RestOperationTypeEnum operation) {
        if (request != null && !request.isSubRequest()) {
            HttpServletRequest http = request.getServletRequest();
            RequestRecord record = RequestRecord.of(http);
            Origin origin = record.origin(http, request);
            if (QUESTIONS.contains(operation) && !ofTheTrail(request)) {
                record.event(appender.addMeanwhile(EventText.of(events.question(request, origin))));
            }
        }
    }

    /** A search of the trail must not find itself. */
    private static boolean ofTheTrail(ServletRequestDetails request) {
        return "AuditEvent".equals(request.getResourceName());
    }

    /** After all that could change the answer or withhold it, and before what writes it. */
    @Hook(value = Pointcut.SERVER_OUTGOING_RESPONSE, order = LATE)
    public void beforeItIsAnswered(@Nullable ServletRequestDetails request, ResponseDetails answer) {
        if (request == null
                || request.isSubRequest()
                || request.getRestOperationType() == RestOperationTypeEnum.METADATA) {
            return;
        }
        HttpServletRequest http = request.getServletRequest();
        RequestRecord record = RequestRecord.of(http);
        Origin origin = record.origin(http, request);
        if (READS.contains(request.getRestOperationType()) && answer.getResponseResource() instanceof Resource read) {
            record.event(appender.leave(EventText.of(events.read(read, origin))));
        } else if (request.getRestOperationType() == RestOperationTypeEnum.TRANSACTION
                && request.getResource() instanceof Bundle asked
                && answer.getResponseResource() instanceof Bundle done) {
            BundleEvents.of(asked, done, origin, record.hasChanges())
                    .forEach(event -> record.event(appender.leave(EventText.of(event))));
        }
        if (record.isEmpty()) {
            Event event = QUESTIONS.contains(request.getRestOperationType())
                    ? events.question(request, origin)
                    : events.other(request, origin);
            record.event(appender.leave(EventText.of(event)));
        }
        record.await();
    }

    /** What was answered in another way than through a hook, is at least recorded after it. */
    @Hook(Pointcut.SERVER_PROCESSING_COMPLETED_NORMALLY)
    public void afterItWasAnswered(ServletRequestDetails request) {
        HttpServletRequest http = request.getServletRequest();
        RequestRecord record = RequestRecord.of(http);
        if (record.isEmpty() && request.getRestOperationType() != RestOperationTypeEnum.METADATA) {
            record.event(appender.leave(EventText.of(events.other(request, record.origin(http, request)))));
            record.await();
        }
    }

    /** Answers the failure to record in the place of the failure that was to be recorded. */
    @Hook(value = Pointcut.SERVER_PRE_PROCESS_OUTGOING_EXCEPTION, order = LATE)
    public @Nullable BaseServerResponseException beforeAFailureIsAnswered(
            ServletRequestDetails request, HttpServletRequest http, Throwable failure) {
        if (failure instanceof TrailUnavailable unavailable) {
            return unavailable;
        }
        RequestRecord record = RequestRecord.of(http);
        Event event = events.failure(http, statusOf(failure), record.origin(http, request));
        record.event(appender.add(EventText.of(event)));
        try {
            record.await();
            return null;
        } catch (TrailUnavailable unavailable) {
            return unavailable;
        }
    }

    private static int statusOf(Throwable failure) {
        if (failure instanceof BaseServerResponseException response) {
            return response.getStatusCode();
        }
        return failure instanceof DataFormatException ? 400 : 500;
    }
}
