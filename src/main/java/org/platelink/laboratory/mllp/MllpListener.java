package org.platelink.laboratory.mllp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.background.BackgroundWorker;
import org.platelink.platform.server.StartUpRefused;

/**
 * The MLLP server socket: accepts TCP connections from start to stop and passes them to a {@link ConnectionAcceptor}.
 * Thread-safe.
 */
final class MllpListener {

    private static final int WAITING = 128;
    private static final int PAUSE_MILLIS = 500;

    private final MllpProperties properties;
    private final Supplier<ConnectionAcceptor> acceptors;
    private final ConnectionLog log;
    private volatile @Nullable Listening listening;

    /**
     * @param acceptors makes a new acceptor for each start
     */
    MllpListener(MllpProperties properties, Supplier<ConnectionAcceptor> acceptors, ConnectionLog log) {
        this.properties = properties;
        this.acceptors = acceptors;
        this.log = log;
    }

    /** Opens the port. */
    synchronized void start() {
        if (listening != null) {
            return;
        }
        InetSocketAddress place = new InetSocketAddress(properties.address(), properties.port());
        try {
            ServerSocket socket = new ServerSocket();
            try {
                socket.bind(place, WAITING);
            } catch (IOException taken) {
                socket.close();
                throw taken;
            }
            Listening started = new Listening(socket, acceptors.get(), new CountDownLatch(1));
            listening = started;
            BackgroundWorker.threadsNamed("mllp-accept-")
                    .newThread(() -> accept(started))
                    .start();
        } catch (IOException taken) {
            throw new StartUpRefused(
                    "MLLP cannot listen on port " + properties.port() + " of " + properties.address()
                            + ": another program has it, or the address is none of this machine's; choose another "
                            + MllpProperties.PREFIX + "port or " + MllpProperties.PREFIX + "address.",
                    taken);
        }
    }

    private void accept(Listening now) {
        while (!now.socket().isClosed()) {
            try {
                Socket raw = now.socket().accept();
                raw.setTcpNoDelay(true);
                raw.setKeepAlive(true);
                now.acceptor().receive(raw);
            } catch (IOException | RuntimeException | OutOfMemoryError failure) {
                if (!now.socket().isClosed()) {
                    log.notAccepting(failure);
                    pause(now);
                }
            }
        }
    }

    /**
     * Waits before the next attempt, as when there are no file handles left: to try again at once would only make it
     * worse.
     */
    private static void pause(Listening now) {
        try {
            now.stopped().await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Closes the port; messages that are being taken are answered first.
     *
     * @param grace the longest time to wait for them
     */
    synchronized void stop(Duration grace) {
        Listening before = listening;
        if (before == null) {
            return;
        }
        before.stopped().countDown();
        try {
            before.socket().close();
        } catch (IOException alreadyClosed) {
            // No more connections are accepted, which is the purpose.
        }
        before.acceptor().close(grace);
        listening = null;
    }

    boolean isListening() {
        Listening now = listening;
        return now != null && !now.socket().isClosed();
    }

    /** The local port; 0 if it does not listen. */
    int port() {
        Listening now = listening;
        return now == null ? 0 : now.socket().getLocalPort();
    }

    /** The number of open connections of authenticated peers. */
    int connections() {
        Listening now = listening;
        return now == null ? 0 : now.acceptor().connections();
    }

    private record Listening(ServerSocket socket, ConnectionAcceptor acceptor, CountDownLatch stopped) {}
}
