package org.platelink.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.platelink.server.StartUpRefused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done for the trail beside requests: made ready at the start, tidied and sealed now and then and at the end. */
final class TrailKeeping implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TrailKeeping.class);
    private static final Duration SURELY_LEFT_OVER = Duration.ofMinutes(1);

    private final Trail trail;
    private final DataSource database;
    private final Appender appender;
    private final Checkpoints checkpoints;
    private final Duration between;
    private final ScheduledExecutorService rounds = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "audit-keeping");
        thread.setDaemon(true);
        return thread;
    });

    TrailKeeping(
            Trail trail, DataSource database, Appender appender, Checkpoints checkpoints, AuditProperties properties) {
        this.trail = trail;
        this.database = database;
        this.appender = appender;
        this.checkpoints = checkpoints;
        this.between = properties.checkpoint();
    }

    static Checkpoints checkpointsIn(Path home) {
        try {
            return new Checkpoints(home, CheckpointKey.in(home), Clock.systemUTC());
        } catch (IOException | GeneralSecurityException failure) {
            throw new StartUpRefused(
                    "the key that seals the audit trail, in the folder keys of the data folder, cannot be read or made ("
                            + failure.getMessage() + ").",
                    failure);
        }
    }

    /**
     * Makes the tables, says who may do what with them, and adds what a killed server left pending.
     *
     * @param owner by the role that owns the tables, used for this alone
     * @param server by the role of all that is not the trail's
     * @return a few words on it
     */
    String open(DataSource owner, DataSource server) {
        try (Connection own = owner.getConnection();
                Connection servers = server.getConnection();
                Connection connection = database.getConnection()) {
            trail.make(own);
            TrailRights.give(
                    own,
                    servers.getMetaData().getUserName(),
                    connection.getMetaData().getUserName());
            int leftOver = trail.appendLeftOver(connection, Duration.ZERO);
            Link head = trail.head(connection);
            rounds.scheduleWithFixedDelay(this::tidy, 1, 1, TimeUnit.MINUTES);
            rounds.scheduleWithFixedDelay(this::seal, between.toMillis(), between.toMillis(), TimeUnit.MILLISECONDS);
            return "trail of " + head.seq() + " events"
                    + (leftOver == 0 ? "" : ", " + leftOver + " of them left over by a server that was killed");
        } catch (SQLException failure) {
            throw new StartUpRefused(
                    "the audit trail cannot be made in the database (" + failure.getMessage()
                            + "); its roles must be those that roles.sql makes.",
                    failure);
        }
    }

    private void tidy() {
        try (Connection connection = database.getConnection()) {
            trail.appendLeftOver(connection, SURELY_LEFT_OVER);
        } catch (SQLException later) {
            LOG.warn("Pending events could not be added to the audit trail: {}", later.getSQLState());
        }
    }

    private void seal() {
        try (Connection connection = database.getConnection()) {
            checkpoints.set(trail.head(connection));
        } catch (SQLException | IOException later) {
            LOG.error(
                    "No checkpoint of the audit trail could be written: {}",
                    later.getClass().getName());
        }
    }

    /** Lets what waits be written, and seals it. */
    @Override
    public void close() {
        rounds.shutdown();
        appender.close();
        seal();
    }
}
