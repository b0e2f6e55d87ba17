package org.platelink.laboratory.mllp;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.RedactedFailure;
import org.platelink.security.access.Caller;
import org.platelink.security.audit.Action;
import org.platelink.security.audit.AuditRecord;
import org.platelink.security.audit.AuditTrail;
import org.platelink.security.audit.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs and counts failed connections (log lines, Micrometer counters, audit events), without any content of messages.
 */
final class ConnectionLog {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionLog.class);
    private static final long A_SECOND = 1_000_000_000;

    private final MeterRegistry meters;
    private final @Nullable AuditTrail trail;
    private final Counter handshakes;
    private final AtomicLong lastLine = new AtomicLong(System.nanoTime() - A_SECOND);

    /**
     * Registers the counters.
     *
     * @param trail the audit trail, in which refused connections are recorded; null where none is kept
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

    /**
     * A connection was refused. The log is limited to one line a second, since anyone who can reach the port could
     * fill it.
     */
    void refusedHandshake(String address, String reason) {
        handshakes.increment();
        if (trail != null) {
            trail.note(new AuditRecord(
                    AuditRecord.Kind.DENIAL,
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

    /** A peer's connection was closed by this side, or broke. */
    void ended(Peer peer, CloseReason ending) {
        if (ending.refusesAFrame()) {
            refusedFrames(ending).increment();
            LOG.warn("The MLLP connection of {} was closed: {}.", peer.name(), ending.words());
        } else if (ending == CloseReason.IDLE) {
            LOG.info("The MLLP connection of {} was closed: {}.", peer.name(), ending.words());
        }
    }

    /**
     * Taking a message failed. Only the kind and the place of the failure are logged: its message could hold a piece
     * of what was sent.
     */
    void failed(Throwable failure) {
        LOG.error("Taking a message over MLLP failed by the server's fault: {}", RedactedFailure.of(failure));
    }

    /** Accepting connections fails at present. */
    void notAccepting(Throwable failure) {
        LOG.error(
                "MLLP cannot accept connections for now: {}", failure.getClass().getName());
    }
}
