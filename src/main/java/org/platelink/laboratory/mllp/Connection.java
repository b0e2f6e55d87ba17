package org.platelink.laboratory.mllp;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A TCP connection with a watchdog: it can be closed from another thread at any time, whatever it is waiting for.
 *
 * <p>Deadlines are enforced from outside. A socket's own timeout starts anew with every byte, and so never ends a
 * peer that sends one now and then.
 */
final class Connection {

    /**
     * How long the rest of a peer's bytes is read after the last answer before the connection is closed all the same;
     * the answer may then be lost to the peer.
     */
    private static final Duration PASSING = Duration.ofSeconds(5);

    private final Socket raw;
    private final ScheduledExecutorService clock;
    private @Nullable Future<?> watch;
    private int watches;
    private boolean taking;
    private @Nullable CloseReason ending;

    Connection(Socket raw, ScheduledExecutorService clock) {
        this.raw = raw;
        this.clock = clock;
    }

    Socket raw() {
        return raw;
    }

    /** The IP address of the peer. */
    String address() {
        return raw.getInetAddress() == null ? "nowhere" : raw.getInetAddress().getHostAddress();
    }

    /** Starts a deadline, after which the connection is closed; it replaces the previous one. */
    synchronized void within(Duration time, CloseReason otherwise) {
        unwatched();
        int mine = watches;
        watch = clock.schedule(() -> overdue(mine, otherwise), time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Cancels the deadline. */
    synchronized void unwatched() {
        watches++;
        if (watch != null) {
            watch.cancel(false);
        }
    }

    private synchronized void overdue(int which, CloseReason otherwise) {
        if (which == watches) {
            cut(otherwise);
        }
    }

    /** Marks the start of taking a message; false if the connection is ending already. */
    synchronized boolean begin() {
        unwatched();
        taking = ending == null;
        return taking;
    }

    /** Marks that a message is answered; false if no other may follow. */
    synchronized boolean end() {
        taking = false;
        return ending == null;
    }

    /**
     * Closes the connection because the server stops: at once, or when the message that is being taken is answered.
     */
    synchronized void finish() {
        if (taking) {
            ending = CloseReason.STOPPED;
        } else {
            cut(CloseReason.STOPPED);
        }
    }

    /**
     * Closes the connection gracefully after the last answer: shuts down the output and reads what the peer is still
     * sending. To close with unread bytes would reset the connection, and could take the answer from a peer that has
     * not read it yet.
     */
    void part(Socket socket, CloseReason why) throws IOException {
        within(PASSING, why);
        socket.shutdownOutput();
        InputStream rest = raw.getInputStream();
        byte[] passing = new byte[8192];
        int read = 0;
        while (read >= 0) {
            read = rest.read(passing);
        }
        cut(why);
    }

    /** Closes the connection in order; there is a deadline for a peer that does not take its end. */
    void close(Socket socket) {
        within(PASSING, CloseReason.SLOW);
        try {
            socket.close();
        } catch (IOException alreadyBroken) {
            // The raw socket is closed below all the same.
        }
        unwatched();
        cut(CloseReason.DONE);
    }

    /** Closes the connection at once. The first reason is kept. */
    synchronized void cut(CloseReason why) {
        if (ending == null) {
            ending = why;
        }
        try {
            raw.close();
        } catch (IOException alreadyBroken) {
            // Nothing is left to close.
        }
    }

    /** The reason for which this side closed the connection; null if it did not. */
    synchronized @Nullable CloseReason ending() {
        return ending;
    }
}
