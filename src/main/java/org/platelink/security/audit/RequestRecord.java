package org.platelink.security.audit;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has been handed to the trail about one request, all entries of a bundle included. */
final class RequestRecord {

    private static final Logger LOG = LoggerFactory.getLogger(RequestRecord.class);
    private static final String CARRIED = RequestRecord.class.getName();

    private final List<AppendedEvent> events = new ArrayList<>();
    private final List<AppendedEvent> changes = new ArrayList<>();
    private @Nullable Origin origin;
    private boolean counted;

    /** The record of a request; a new one where there is none yet. */
    static RequestRecord of(HttpServletRequest request) {
        if (request.getAttribute(CARRIED) instanceof RequestRecord known) {
            return known;
        }
        RequestRecord record = new RequestRecord();
        request.setAttribute(CARRIED, record);
        return record;
    }

    /** Whether a request has a record: any of ours has seen it. */
    static boolean isOf(ServletRequest request) {
        return request.getAttribute(CARRIED) != null;
    }

    /** The request is counted, or its event is kept until it can be added. */
    synchronized void counted() {
        counted = true;
    }

    /** Where the request comes from; that of an entry of a bundle is the bundle's. */
    synchronized Origin origin(HttpServletRequest http, RequestDetails request) {
        if (origin == null || origin.interaction() == null) {
            origin = Origin.of(http, request);
        }
        return origin;
    }

    /** Adds an event that must stand in the trail before the answer leaves. */
    synchronized void event(AppendedEvent written) {
        events.add(written);
    }

    /** Adds an event that became durable with its change, and is being moved into the trail. */
    synchronized void change(AppendedEvent moved) {
        changes.add(moved);
    }

    /** Whether nothing has been handed in yet. */
    synchronized boolean isEmpty() {
        return events.isEmpty() && changes.isEmpty() && !counted;
    }

    /** Whether the request has changed something. */
    synchronized boolean hasChanges() {
        return !changes.isEmpty();
    }

    /**
     * Waits until all stands in the trail.
     *
     * @throws TrailUnavailable if an event cannot be written. One of a change is durable already and will be moved later;
     *     that the change was not made would be a wrong answer
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
