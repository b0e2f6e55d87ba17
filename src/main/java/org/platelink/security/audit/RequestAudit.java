package org.platelink.security.audit;

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
import org.platelink.platform.pipeline.InterceptorOrder;

/**
 * Server interceptor that makes sure no answer of the FHIR interface is sent before its event is in the trail.
 *
 * <p>A request that changes nothing is recorded when it is answered, since the patients of the returned resources are
 * known then; changes are recorded in their own transaction ({@link ChangeAudit}). Reads and searches do not wait for
 * the disk.
 *
 * <p>IHE has one event for each patient found by a search. Here a search leaves one event with the query, the
 * patients named in the query and the patients of the resources in the answer.
 */
@Interceptor(order = InterceptorOrder.REQUEST_AUDIT)
class RequestAudit {

    private static final int OK = 200;

    private static final Set<RestOperationTypeEnum> READS =
            EnumSet.of(RestOperationTypeEnum.READ, RestOperationTypeEnum.VREAD);

    /** Interactions that are recorded by their query and the patients in the answer. */
    private static final Set<RestOperationTypeEnum> QUESTIONS = EnumSet.of(
            RestOperationTypeEnum.SEARCH_TYPE,
            RestOperationTypeEnum.SEARCH_SYSTEM,
            RestOperationTypeEnum.GET_PAGE,
            RestOperationTypeEnum.HISTORY_INSTANCE,
            RestOperationTypeEnum.HISTORY_TYPE,
            RestOperationTypeEnum.HISTORY_SYSTEM);

    private final RequestLog log;
    private final RequestEvents events;

    RequestAudit(RequestLog log, RequestEvents events) {
        this.log = log;
        this.events = events;
    }

    /** Runs after all hooks that could refuse the request. */
    @Hook(value = Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED, order = InterceptorOrder.REQUEST_AUDIT_LATE)
    public void beforeItIsDone(@Nullable ServletRequestDetails request, RestOperationTypeEnum operation) {
        if (request != null && !request.isSubRequest()) {
            HttpServletRequest http = request.getServletRequest();
            Origin origin = RequestRecord.of(http).origin(http, request);
            Routes.mark(http, String.valueOf(origin.interaction()), knownType(request));
        }
    }

    /** The client may send any text in the place of a type, so only known types are kept. */
    private static String knownType(ServletRequestDetails request) {
        String type = request.getResourceName();
        return type != null && request.getFhirContext().getResourceTypes().contains(type) ? type : "";
    }

    /** Runs after all hooks that could change or withhold the answer, and before the one that writes it. */
    @Hook(value = Pointcut.SERVER_OUTGOING_RESPONSE, order = InterceptorOrder.REQUEST_AUDIT_LATE)
    public void beforeItIsAnswered(@Nullable ServletRequestDetails request, ResponseDetails answer) {
        if (request == null || request.isSubRequest()) {
            return;
        }
        HttpServletRequest http = request.getServletRequest();
        RequestRecord record = RequestRecord.of(http);
        Origin origin = record.origin(http, request);
        if (READS.contains(request.getRestOperationType()) && answer.getResponseResource() instanceof Resource read) {
            log.leave(http, events.read(read, origin), answer.getResponseCode());
        } else if (request.getRestOperationType() == RestOperationTypeEnum.TRANSACTION
                && request.getResource() instanceof Bundle bundle
                && answer.getResponseResource() instanceof Bundle done) {
            for (Event event : BundleEvents.of(bundle, done, origin, record.hasChanges(), events)) {
                log.leave(http, event, answer.getResponseCode());
            }
        }
        if (record.isEmpty()) {
            Event event = QUESTIONS.contains(request.getRestOperationType())
                    ? events.question(request, origin, answer.getResponseResource())
                    : events.other(request, origin, answer.getResponseResource());
            log.leave(http, event, answer.getResponseCode());
        }
        record.await();
    }

    /** Records an answer that was not sent through the outgoing hook; this is after it was sent. */
    @Hook(Pointcut.SERVER_PROCESSING_COMPLETED_NORMALLY)
    public void afterItWasAnswered(ServletRequestDetails request) {
        HttpServletRequest http = request.getServletRequest();
        RequestRecord record = RequestRecord.of(http);
        if (record.isEmpty()) {
            log.leave(http, events.other(request, record.origin(http, request), null), OK);
            record.await();
        }
    }

    /** Returns the failure to record, in place of the failure that was to be recorded. */
    @Hook(value = Pointcut.SERVER_PRE_PROCESS_OUTGOING_EXCEPTION, order = InterceptorOrder.REQUEST_AUDIT_LATE)
    public @Nullable BaseServerResponseException beforeAFailureIsAnswered(
            ServletRequestDetails request, HttpServletRequest http, Throwable failure) {
        if (failure instanceof TrailUnavailable unavailable) {
            return unavailable;
        }
        RequestRecord record = RequestRecord.of(http);
        int status = statusOf(failure);
        log.add(http, events.failure(http, status, record.origin(http, request)), status);
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
