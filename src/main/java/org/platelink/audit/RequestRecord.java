package org.platelink.audit;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has been handed to the trail about one request, all entries of a bundle included. */
final class RequestRecord {

    private static final Logger LOG = LoggerFactory.getLogger(RequestRecord.class);
    private static final String CARRIED = RequestRecord.class.getName();
    private static final long LONGEST_WAIT_SECONDS = 10;

    private final List<CompletableFuture<Void>> events = new ArrayList<>();
    private final List<CompletableFuture<Void>> changes = new ArrayList<>();
    private @Nullable Origin origin;

    /** The record of a request; a new one where there is none yet. */
    static RequestRecord of(HttpServletRequest request) {
        if (request.getAttribute(CARRIED) instanceof RequestRecord known) {
            return known;
        }
        RequestRecord record = new RequestRecord();
        request.setAttribute(CARRIED, record);
        return record;
    }

    /** Where the request comes from; that of an entry of a bundle is the bundle's. */
    synchronized Origin origin(HttpServletRequest http, RequestDetails request) {
        if (origin == null || origin.interaction() == null) {
            origin = Origin.of(http, request);
        }
        return origin;
    }

    /** Adds an event that must stand in the trail before the answer leaves. */
    synchronized void event(CompletableFuture<Void> written) {
        events.add(written);
    }

    /** Adds an event that became durable with its change, and is being moved into the trail. */
    synchronized void change(CompletableFuture<Void> moved) {
        changes.add(moved);
    }

    /** Whether nothing has been handed in yet. */
    synchronized boolean isEmpty() {
        return events.isEmpty() && changes.isEmpty();
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
        List<CompletableFuture<Void>> must;
        List<CompletableFuture<Void>> should;
        synchronized (this) {
            must = List.copyOf(events);
            should = List.copyOf(changes);
        }
        must.forEach(RequestRecord::await);
        for (CompletableFuture<Void> change : should) {
            try {
                await(change);
            } catch (TrailUnavailable later) {
                LOG.warn("The event of a change is pending and will be added to the audit trail later.");
            }
        }
    }

    /**
     * Waits for one event.
     *
     * @throws TrailUnavailable if it cannot be written
     */
    static void await(CompletableFuture<Void> written) {
        try {
            written.get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failure) {
            throw new TrailUnavailable(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new TrailUnavailable(interrupted);
        }
    }
}
