package org.platelink.security.run;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.platelink.platform.server.FhirErrors;
import org.platelink.security.access.Caller;

/** Registry of the runs on this node, with concurrency limits by kind and client. */
public final class Runs {

    private final RunProperties properties;
    private final Map<UUID, Run> running = new ConcurrentHashMap<>();

    Runs(RunProperties properties) {
        this.properties = properties;
    }

    /**
     * Begins a run whose client waits for the response, in the thread that handles the request.
     *
     * @param kind the kind of run, such as {@code views}, to which {@code atOnce} applies
     * @param atOnce how many of the kind run at the same time; one client has at most half of them
     * @param what the operation, such as {@code $sql-run}
     * @param about the data it reads, without anybody's name
     * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException (503) if as many run already
     */
    public Run begin(RunKind kind, int atOnce, HttpServletRequest request, String what, String about) {
        Caller caller = Caller.of(request);
        ClientConnection connection = ClientConnection.of(request);
        synchronized (kind) {
            int ofClient = kind.of(caller.client());
            if (kind.all() >= atOnce || ofClient >= half(atOnce)) {
                throw FhirErrors.busy(
                        ofClient >= half(atOnce)
                                ? "As much of this is being made for you as this server makes for one client at once; wait"
                                        + " for one of your answers, or ask again in a few seconds."
                                : "As much of this is being made as this server makes at once; ask again in a few seconds.");
            }
            kind.add(caller.client());
        }
        Run run = new Run(UUID.randomUUID(), caller, what, about, properties.longest(), connection::isOpen, done -> {
            running.remove(done.id());
            synchronized (kind) {
                kind.remove(caller.client());
            }
        });
        running.put(run.id(), run);
        return run.enter();
    }

    /**
     * Begins a run without a waiting client.
     *
     * @param id the id of the job
     */
    public Run background(UUID id, Caller caller, String what, String about) {
        Run run = new Run(
                id,
                caller,
                what,
                about,
                properties.longestInBackground(),
                () -> true,
                done -> running.remove(done.id()));
        running.put(id, run);
        return run.enter();
    }

    /**
     * Ends a run.
     *
     * @return the run; empty if none has this id
     */
    public Optional<Run> end(UUID id, RunEnded reason) {
        Optional<Run> run = Optional.ofNullable(running.get(id));
        run.ifPresent(one -> one.end(reason));
        return run;
    }

    /** The current runs, the oldest first. */
    List<Run> all() {
        Collection<Run> all = running.values();
        return all.stream().sorted(Comparator.comparing(Run::began)).toList();
    }

    /** The share of one client in a limit on simultaneous runs: half, and at least one. */
    public static int half(int atOnce) {
        return Math.max(1, atOnce / 2);
    }
}
