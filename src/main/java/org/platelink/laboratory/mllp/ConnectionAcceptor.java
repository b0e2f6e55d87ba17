package org.platelink.laboratory.mllp;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.platelink.laboratory.intake.hl7.MessageDoor;
import org.platelink.platform.background.BackgroundWorker;
import org.platelink.platform.server.BodyMemory;

/**
 * Serves each accepted connection on a thread of its own, from a bounded pool: authenticates the peer, then exchanges
 * messages.
 */
final class ConnectionAcceptor {

    /** The most handshakes at once: far more than honest peers need, since a handshake takes milliseconds. */
    private static final int HANDSHAKES = 32;

    private final MllpProperties limits;
    private final PeerAuthentication entrance;
    private final MessageDoor door;
    private final BodyMemory memory;
    private final ConnectionLog log;
    private final Places places;
    private final Handshakes handshakes = new Handshakes(HANDSHAKES);
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final ThreadPoolExecutor threads;
    private final ScheduledThreadPoolExecutor clock;
    private volatile boolean closed;

    ConnectionAcceptor(
            MllpProperties limits,
            PeerAuthentication entrance,
            MessageDoor door,
            BodyMemory memory,
            ConnectionLog log) {
        this.limits = limits;
        this.entrance = entrance;
        this.door = door;
        this.memory = memory;
        this.log = log;
        this.places = new Places(limits.connectionsAPeer());
        // Connections that were dropped in the handshake still occupy their threads for a moment.
        int most = limits.connections() + 2 * HANDSHAKES;
        this.threads = new ThreadPoolExecutor(
                0, most, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), BackgroundWorker.threadsNamed("mllp-peer-"));
        this.clock = new ScheduledThreadPoolExecutor(1, BackgroundWorker.threadsNamed("mllp-clock-"));
        clock.setRemoveOnCancelPolicy(true);
    }

    int connections() {
        return places.count();
    }

    /** Takes a new connection and returns at once. If the pool is full, the connection is closed. */
    void receive(Socket raw) {
        Connection connection = new Connection(raw, clock);
        open.add(connection);
        handshakes.add(connection);
        try {
            connection.within(limits.handshakeTimeout(), CloseReason.HANDSHAKE);
            threads.execute(() -> serve(connection));
        } catch (RejectedExecutionException full) {
            leave(connection);
        }
        if (closed) {
            connection.cut(CloseReason.STOPPED);
        }
    }

    private void serve(Connection connection) {
        try {
            PeerAuthentication.AuthenticatedConnection entered = entrance.enter(connection.raw());
            handshakes.remove(connection);
            admit(connection, entered.socket(), entered.peer());
        } catch (IOException | UnknownPeer refused) {
            if (connection.ending() != CloseReason.STOPPED) {
                log.refusedHandshake(connection.address(), reason(connection, refused));
            }
        } catch (RuntimeException | Error failure) {
            // Error too: an uncaught one would be printed with its message, which may hold what was sent.
            log.failed(failure);
        } finally {
            leave(connection);
        }
    }

    private void admit(Connection connection, Socket socket, Peer peer) {
        if (!places.take(peer)) {
            log.refusedHandshake(
                    connection.address(), "the peer " + peer.name() + " has as many connections as it may have");
            return;
        }
        try {
            new Conversation(connection, socket, peer, door, limits, memory, log).hold();
            connection.close(socket);
        } finally {
            places.leave(peer);
        }
    }

    private void leave(Connection connection) {
        handshakes.remove(connection);
        connection.unwatched();
        connection.cut(CloseReason.DONE);
        open.remove(connection);
    }

    /** The reason without the TLS library's message, which may repeat what the other side has sent. */
    private String reason(Connection connection, Exception refused) {
        for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownPeer unknown) {
                return unknown.reason();
            }
        }
        return connection.ending() == null ? entrance.refusal() : CloseReason.HANDSHAKE.words();
    }

    /**
     * Closes idle connections at once, and the others when their message is answered; after the grace period, all of
     * them.
     */
    void close(Duration grace) {
        closed = true;
        open.forEach(Connection::finish);
        threads.shutdown();
        try {
            threads.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        open.forEach(connection -> connection.cut(CloseReason.STOPPED));
        clock.shutdownNow();
    }
}
