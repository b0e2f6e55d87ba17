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
 * A connection that can be cut at any time, whatever it is waiting for.
 *
 * <p>What may take only so long is watched from outside: a socket's own timeout starts anew with every byte, and so never
 * ends a peer that sends one now and then.
 */
final class Connection {

    /** How long a peer may go on sending after the last answer before that may be lost to it. */
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

    /** The other end's address. */
    String address() {
        return raw.getInetAddress() == null ? "nowhere" : raw.getInetAddress().getHostAddress();
    }

    /** Gives what follows so much time; what was watched until now is not any more. */
    synchronized void within(Duration time, CloseReason otherwise) {
        unwatched();
        int mine = watches;
        watch = clock.schedule(() -> overdue(mine, otherwise), time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Gives what follows all the time it needs. */
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

    /** Begins to take a message; false if that is too late. */
    synchronized boolean begin() {
        unwatched();
        taking = ending == null;
        return taking;
    }

    /** Has answered a message; false if no other shall follow. */
    synchronized boolean end() {
        taking = false;
        return ending == null;
    }

    /** Ends it because the server stops: at once, or when the message that is being taken is answered. */
    synchronized void finish() {
        if (taking) {
            ending = CloseReason.STOPPED;
        } else {
            cut(CloseReason.STOPPED);
        }
    }

    /**
     * Ends it after the last answer. What the peer is still sending is let pass: to close with bytes unread would break the
     * connection off, and could take the answer from a peer that has not read it yet.
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

    /** Closes it when all is said; a peer that does not take the end of it is not waited for. */
    void close(Socket socket) {
        within(PASSING, CloseReason.SLOW);
        try {
            socket.close();
        } catch (IOException alreadyBroken) {
            // The socket beneath is closed all the same.
        }
        unwatched();
        cut(CloseReason.DONE);
    }

    /** Ends it at once. */
    synchronized void cut(CloseReason why) {
        if (ending == null) {
            ending = why;
        }
        try {
            raw.close();
        } catch (IOException alreadyBroken) {
            // Nothing is left to be closed.
        }
    }

    /** Why it was ended from here; null if it was not. */
    synchronized @Nullable CloseReason ending() {
        return ending;
    }
}
