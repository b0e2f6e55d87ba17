package org.platelink.platform.outage;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.background.BackgroundWorker;
import org.platelink.platform.server.DatabaseAway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Thread that checks continually whether the database is there, on a connection of its own: the pool's may all be in
 * use. The database is away if it does not answer twice, the second time on a new connection; a PostgreSQL that has
 * much to do still answers this. Then all connections are aborted, so that whoever waits for the database waits no
 * longer.
 */
final class DatabaseWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseWatch.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int ANSWER_SECONDS = 1;
    private static final Duration LAST_LOOK = Duration.ofSeconds(1);

    /** SQLSTATE of a PostgreSQL that has as many connections as it may have: it is there. */
    private static final String TOO_MANY_CONNECTIONS = "53300";

    /** Opens a connection whose reads time out after a second. */
    @FunctionalInterface
    interface Door {
        Connection open() throws SQLException;
    }

    private final Door door;
    private final DatabaseAway state;
    private final Runnable cutAll;
    private final Runnable freshStart;
    private final BackgroundWorker watch = BackgroundWorker.of("database-watch", this::round)
            .retryingAfter(PAUSE)
            .patience(LAST_LOOK)
            .interruptedAtStop();
    private @Nullable Connection connection;
    private volatile boolean stopping;

    /**
     * @param cutAll aborts the connections that others have
     * @param freshStart evicts the aborted connections
     */
    DatabaseWatch(Door door, DatabaseAway state, Runnable cutAll, Runnable freshStart) {
        this.door = door;
        this.state = state;
        this.cutAll = cutAll;
        this.freshStart = freshStart;
    }

    void start() {
        watch.start();
    }

    /** Has the database checked now, because somebody's connection failed. */
    void doubt() {
        watch.wake();
    }

    private Duration round() {
        look();
        return PAUSE;
    }

    void look() {
        boolean isThere = connection != null && answers() || reconnects();
        if (stopping || isThere != state.isAway()) {
            return;
        }
        state.set(!isThere);
        if (isThere) {
            freshStart.run();
            LOG.warn("The database is back; requests are taken again.");
        } else {
            LOG.error("The database is away: it gives no answer. All requests that need it are told to come again.");
            cutAll.run();
        }
    }

    private boolean answers() {
        Connection open = connection;
        try {
            if (open != null && open.isValid(ANSWER_SECONDS)) {
                return true;
            }
        } catch (SQLException broken) {
            // Treated as no answer.
        }
        disconnect();
        return false;
    }

    private boolean reconnects() {
        try {
            connection = door.open();
            return true;
        } catch (SQLException failure) {
            return TOO_MANY_CONNECTIONS.equals(failure.getSQLState());
        }
    }

    /** Aborts the connection, since an orderly close would wait for the other side. */
    private void disconnect() {
        Connection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.abort(Runnable::run);
            } catch (SQLException alreadyBroken) {
                LOG.debug("The connection that watches the database was broken already.");
            }
        }
    }

    @Override
    public void close() {
        stopping = true;
        watch.stop();
        disconnect();
    }
}
