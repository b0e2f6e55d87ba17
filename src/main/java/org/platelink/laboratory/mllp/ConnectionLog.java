package org.platelink.laboratory.mllp;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.RedactedFailure;
import org.platelink.security.access.Caller;
import org.platelink.security.audit.Action;
import org.platelink.security.audit.AuditTrail;
import org.platelink.security.audit.AuditedDeed;
import org.platelink.security.audit.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the operator is told of connections that went wrong: a line and a meter, with nothing of what was sent. */
final class ConnectionLog {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionLog.class);
    private static final long A_SECOND = 1_000_000_000;

    private final MeterRegistry meters;
    private final @Nullable AuditTrail trail;
    private final Counter handshakes;
    private final AtomicLong lastLine = new AtomicLong(System.nanoTime() - A_SECOND);

    /**
     * Tells, and leaves events of who was not let in.
     *
     * @param trail of the server; null where none is kept
     */
    ConnectionLog(MeterRegistry meters, @Nullable AuditTrail trail) {
        this.meters = meters;
        this.trail = trail;
        this.handshakes = meters.counter("platelink.mllp.handshakes.refused");
        for (CloseReason ending : CloseReason.values()) {
            if (ending.refusesAFrame()) {
                refusedFrames(ending);
            }
        }
    }

    private Counter refusedFrames(CloseReason ending) {
        return meters.counter("platelink.mllp.frames.refused", "kind", ending.kind());
    }

    /** Somebody was not let in. Whoever can reach the port could fill the log: one line a second is enough. */
    void refusedHandshake(String address, String reason) {
        handshakes.increment();
        if (trail != null) {
            trail.note(new AuditedDeed(
                    AuditedDeed.Kind.DENIAL,
                    Action.EXECUTE,
                    Outcome.REFUSED,
                    Caller.PUBLIC,
                    address,
                    "An MLLP connection was refused: " + reason + ".",
                    List.of()));
        }
        long now = System.nanoTime();
        long last = lastLine.get();
        if (now - last >= A_SECOND && lastLine.compareAndSet(last, now)) {
            LOG.warn("An MLLP connection from {} was refused: {}.", address, reason);
        }
    }

    /** A peer's connection was ended from here, or broke. */
    void ended(Peer peer, CloseReason ending) {
        if (ending.refusesAFrame()) {
            refusedFrames(ending).increment();
            LOG.warn("The MLLP connection of {} was closed: {}.", peer.name(), ending.words());
        } else if (ending == CloseReason.IDLE) {
            LOG.info("The MLLP connection of {} was closed: {}.", peer.name(), ending.words());
        }
    }

    /** A message could not be taken. Its kind and its place are told; what it says could hold a piece of the message. */
    void failed(Throwable failure) {
        LOG.error("Taking a message over MLLP failed by the server's fault: {}", RedactedFailure.of(failure));
    }

    /** No connection can be accepted for now. */
    void notAccepting(Throwable failure) {
        LOG.error(
                "MLLP cannot accept connections for now: {}", failure.getClass().getName());
    }
}
