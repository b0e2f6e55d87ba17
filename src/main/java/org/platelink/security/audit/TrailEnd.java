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
 * The end of the trail, over a connection of its own: what waits for the trail never waits for a free one. It is for one thread
 * at a time, but for {@link #words}.
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
     * The end of a trail.
     *
     * @param state is told where the last word cannot be written down
     * @param lastWord where it writes down what it added last; null if nowhere
     */
    TrailEnd(Trail trail, DataSource database, TrailState state, @Nullable LastWrittenMarker lastWrittenMarker) {
        this.trail = trail;
        this.database = database;
        this.state = state;
        this.lastWrittenMarker = lastWrittenMarker;
    }

    /** Adds to the trail. A connection that was good before may have died since; a new one decides. */
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

    /** Not before it is committed, so that nobody relies on what is not there. */
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

    /** What was added last. */
    LastWrittenMarker.Words words() {
        return words;
    }

    /** Takes what the trail holds for what was added last. */
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
