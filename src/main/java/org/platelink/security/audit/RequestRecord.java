package org.platelink.security.audit;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The audit events of one HTTP request, including those of all entries of a bundle. */
final class RequestRecord {

    private static final Logger LOG = LoggerFactory.getLogger(RequestRecord.class);
    private static final String CARRIED = RequestRecord.class.getName();

    private final List<AppendedEvent> events = new ArrayList<>();
    private final List<AppendedEvent> changes = new ArrayList<>();
    private @Nullable Origin origin;
    private boolean counted;

    /** The record of a request; created if there is none yet. */
    static RequestRecord of(HttpServletRequest request) {
        if (request.getAttribute(CARRIED) instanceof RequestRecord requestRecord) {
            return requestRecord;
        }
        RequestRecord record = new RequestRecord();
        request.setAttribute(CARRIED, record);
        return record;
    }

    /** Whether a request has a record, that is, whether a component of this server has seen it. */
    static boolean isOf(ServletRequest request) {
        return request.getAttribute(CARRIED) != null;
    }

    /** Marks the request as recorded: it is counted, or its event is kept until it can be added. */
    synchronized void counted() {
        counted = true;
    }

    /** The origin of the request; an entry of a bundle has the origin of the bundle. */
    synchronized Origin origin(HttpServletRequest http, RequestDetails request) {
        if (origin == null || origin.interaction() == null) {
            origin = Origin.of(http, request);
        }
        return origin;
    }

    /** Adds an event that must be in the trail before the answer is sent. */
    synchronized void event(AppendedEvent written) {
        events.add(written);
    }

    /** Adds an event that became durable with its change, and is being moved into the trail. */
    synchronized void change(AppendedEvent moved) {
        changes.add(moved);
    }

    /** Whether nothing has been recorded yet. */
    synchronized boolean isEmpty() {
        return events.isEmpty() && changes.isEmpty() && !counted;
    }

    /** Whether the request has changed something. */
    synchronized boolean hasChanges() {
        return !changes.isEmpty();
    }

    /**
     * Waits until all events are in the trail.
     *
     * @throws TrailUnavailable if an event cannot be written. The event of a change is durable already and will be
     *     moved later; to answer that the change was not made would be wrong
     */
    void await() {
        List<AppendedEvent> must;
        List<AppendedEvent> should;
        synchronized (this) {
            must = List.copyOf(events);
            should = List.copyOf(changes);
        }
        must.forEach(AppendedEvent::await);
        for (AppendedEvent change : should) {
            try {
                change.await();
            } catch (TrailUnavailable later) {
                LOG.warn("The event of a change is pending and will be added to the audit trail later.");
            }
        }
    }
}
