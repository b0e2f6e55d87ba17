package org.platelink.security.audit;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.StartUpRefused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done for the trail beside requests: made ready at the start, tidied and sealed all the time and at the end. */
final class TrailKeeping implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TrailKeeping.class);
    private static final Duration SURELY_LEFT_OVER = Duration.ofMinutes(1);

    private final Trail trail;
    private final DataSource database;
    private final Appender appender;
    private final TrailSeal seal;
    private final AnonymousCounts counts;
    private final Duration between;
    private final ScheduledExecutorService rounds = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "audit-keeping");
        thread.setDaemon(true);
        return thread;
    });
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
        this.between = properties.checkpoint();
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
            seal.checkLastWords(connection, appender);
            int leftOver = trail.appendLeftOver(connection, Duration.ZERO);
            Link head = trail.head(connection);
            databaseStart = trail.databaseStart(connection);
            seal.set(head);
            rounds.scheduleWithFixedDelay(this::tidy, 1, 1, TimeUnit.MINUTES);
            rounds.scheduleWithFixedDelay(this::seal, between.toMillis(), between.toMillis(), TimeUnit.MILLISECONDS);
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

    private void tidy() {
        counts.flush();
        try (Connection connection = database.getConnection()) {
            trail.appendLeftOver(connection, SURELY_LEFT_OVER);
        } catch (SQLException | RuntimeException later) {
            LOG.warn(
                    "Pending events could not be added to the audit trail: {}",
                    later.getClass().getName());
        }
    }

    /** Where something was added since, and where the last try failed. */
    private void seal() {
        LastWrittenMarker.Words said = appender.words();
        if (said.last().equals(sealed) && !seal.isDue()) {
            return;
        }
        try (Connection connection = database.getConnection()) {
            boolean whole = check(connection, said);
            Link head = trail.head(connection);
            seal.set(head);
            sealed = whole ? said.last() : head;
            if (!whole) {
                appender.forgetBefore(head);
            }
        } catch (SQLException | RuntimeException later) {
            // That events cannot be added is found out where they are.
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

    /** Whether what was added last is still there. A database that was started anew may have lost what nobody waited for. */
    private boolean check(Connection connection, LastWrittenMarker.Words said)
            throws SQLException, IOException, GeneralSecurityException {
        Instant start = trail.databaseStart(connection);
        boolean sameStart = start.equals(databaseStart);
        databaseStart = start;
        Link found = seal.missing(connection, said, sameStart);
        if (found != null) {
            seal.tellOfMissing(found, sameStart, appender);
        }
        return found == null;
    }

    /** Lets what waits be written, and seals it. */
    @Override
    public void close() {
        rounds.shutdown();
        counts.flush();
        appender.close();
        seal();
        seal.close();
    }
}
