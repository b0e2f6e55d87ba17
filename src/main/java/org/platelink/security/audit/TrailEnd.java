package org.platelink.security.audit;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends to the trail over a dedicated connection, so that writing the trail never waits for a free one. Not
 * thread-safe, except for {@link #words}.
 */
final class TrailEnd {

    private static final Logger LOG = LoggerFactory.getLogger(TrailEnd.class);

    private final Trail trail;
    private final DataSource database;
    private final TrailState state;
    private final @Nullable LastWrittenMarker lastWrittenMarker;
    private @Nullable Connection connection;
    private volatile LastWrittenMarker.Words words = LastWrittenMarker.Words.NONE;

    /**
     * Creates the end of a trail.
     *
     * @param state is told if the last-written marker cannot be written
     * @param lastWrittenMarker where the last written link is recorded; null if nowhere
     */
    TrailEnd(Trail trail, DataSource database, TrailState state, @Nullable LastWrittenMarker lastWrittenMarker) {
        this.trail = trail;
        this.database = database;
        this.state = state;
        this.lastWrittenMarker = lastWrittenMarker;
    }

    /**
     * Appends to the trail. If an existing connection fails it may have died since its last use, so it retries once
     * with a new one.
     */
    void append(List<String> events, List<Long> pending, boolean durable) throws SQLException {
        boolean fresh = connection == null;
        Link head;
        try {
            head = trail.append(connected(), events, pending, durable);
        } catch (SQLException failure) {
            disconnect();
            if (fresh) {
                throw failure;
            }
            head = trail.append(connected(), events, pending, durable);
        }
        say(head, durable);
    }

    /** Called only after the commit, so that the marker never names a row that does not exist. */
    private void say(Link head, boolean durable) {
        words = new LastWrittenMarker.Words(head, durable ? head : words.durable());
        if (lastWrittenMarker != null) {
            try {
                lastWrittenMarker.say(words);
            } catch (IOException failure) {
                LOG.error("What was added last to the audit trail cannot be written down.");
                state.sealed(false);
            }
        }
    }

    /** The links that were written last. */
    LastWrittenMarker.Words words() {
        return words;
    }

    /** Takes the head of the trail as what was written last. */
    void forgetBefore(Link head) {
        words = new LastWrittenMarker.Words(head, head);
    }

    private Connection connected() throws SQLException {
        Connection open = connection == null ? database.getConnection() : connection;
        connection = open;
        return open;
    }

    void disconnect() {
        try (Connection old = connection) {
            connection = null;
        } catch (SQLException alreadyBroken) {
            LOG.debug("The audit trail's connection was broken already.");
        }
    }
}
