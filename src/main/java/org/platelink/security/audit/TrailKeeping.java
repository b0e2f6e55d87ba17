package org.platelink.security.audit;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.background.BackgroundWorker;
import org.platelink.platform.server.StartUpRefused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Background maintenance of the trail: creates the tables at start-up, tidies up and sets checkpoints periodically,
 * and sets a last checkpoint at shutdown.
 */
final class TrailKeeping implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TrailKeeping.class);
    private static final Duration SURELY_LEFT_OVER = Duration.ofMinutes(1);

    private final Trail trail;
    private final DataSource database;
    private final Appender appender;
    private final TrailSeal seal;
    private final AnonymousCounts counts;
    private final BackgroundWorker tidying = BackgroundWorker.every(Duration.ofMinutes(1), "audit-keeping", this::tidy);
    private final BackgroundWorker checkpoints;
    private Link sealed = Link.NONE;
    private @Nullable Instant databaseStart;

    TrailKeeping(
            Trail trail,
            DataSource database,
            Appender appender,
            TrailSeal seal,
            AnonymousCounts counts,
            AuditProperties properties) {
        this.trail = trail;
        this.database = database;
        this.appender = appender;
        this.seal = seal;
        this.counts = counts;
        this.checkpoints = BackgroundWorker.every(properties.checkpoint(), "audit-checkpoint", this::seal);
    }

    /**
     * Creates the tables, grants the rights on them, and appends what a killed server left pending.
     *
     * @param owner connects as the role that owns the tables; used for this alone
     * @param server connects as the role for everything but the trail
     * @return a short status text
     */
    String open(DataSource owner, DataSource server) {
        try (Connection own = owner.getConnection();
                Connection servers = server.getConnection();
                Connection connection = database.getConnection()) {
            trail.make(owner);
            TrailRights.give(
                    own,
                    servers.getMetaData().getUserName(),
                    connection.getMetaData().getUserName());
            seal.checkLastWords(connection, appender);
            int leftOver = trail.appendLeftOver(connection, Duration.ZERO);
            Link head = trail.head(connection);
            databaseStart = trail.databaseStart(connection);
            seal.set(head);
            tidying.start();
            checkpoints.start();
            return "trail of " + head.seq() + " events"
                    + (leftOver == 0 ? "" : ", " + leftOver + " of them left over by a server that was killed");
        } catch (SQLException failure) {
            throw new StartUpRefused(
                    "the audit trail cannot be made in the database (" + failure.getMessage()
                            + "); its roles must be those that roles.sql makes.",
                    failure);
        } catch (IOException | GeneralSecurityException failure) {
            throw new StartUpRefused(
                    "the audit trail cannot be sealed: the folders audit and keys of the data folder cannot be read or"
                            + " written (" + failure.getMessage() + ").",
                    failure);
        }
    }

    private synchronized void tidy() {
        counts.flush();
        try (Connection connection = database.getConnection()) {
            trail.appendLeftOver(connection, SURELY_LEFT_OVER);
        } catch (SQLException | RuntimeException later) {
            LOG.warn(
                    "Pending events could not be added to the audit trail: {}",
                    later.getClass().getName());
        }
    }

    /** Sets a checkpoint if something was appended since the last one, or the last attempt failed. */
    private synchronized void seal() {
        LastWrittenMarker.Words markerWords = appender.words();
        if (markerWords.last().equals(sealed) && !seal.isDue()) {
            return;
        }
        try (Connection connection = database.getConnection()) {
            boolean whole = check(connection, markerWords);
            Link head = trail.head(connection);
            seal.set(head);
            sealed = whole ? markerWords.last() : head;
            if (!whole) {
                appender.forgetBefore(head);
            }
        } catch (SQLException | RuntimeException later) {
            // That events cannot be appended is detected where they are appended.
            LOG.debug(
                    "No checkpoint of the audit trail could be set: {}",
                    later.getClass().getName());
        } catch (IOException | GeneralSecurityException later) {
            seal.failed();
            LOG.error(
                    "No checkpoint of the audit trail could be written: {}",
                    later.getClass().getName());
        }
    }

    /**
     * Whether the rows written last are still there. A restarted database may have lost those that did not wait for
     * the disk.
     */
    private boolean check(Connection connection, LastWrittenMarker.Words markerWords)
            throws SQLException, IOException, GeneralSecurityException {
        Instant start = trail.databaseStart(connection);
        boolean sameStart = start.equals(databaseStart);
        databaseStart = start;
        Link found = seal.missing(connection, markerWords, sameStart);
        if (found != null) {
            seal.tellOfMissing(found, sameStart, appender);
        }
        return found == null;
    }

    /** Lets waiting events be written, and sets a last checkpoint. */
    @Override
    public void close() {
        tidying.stop();
        checkpoints.stop();
        counts.flush();
        appender.close();
        seal();
        seal.close();
    }
}
