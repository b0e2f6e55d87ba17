package org.platelink.security.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.background.BackgroundWorker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a verification of the trail in the background, one at a time, and keeps the last result. */
final class TrailVerification {

    private static final Logger LOG = LoggerFactory.getLogger(TrailVerification.class);

    private final AuditVerification verification = new AuditVerification();
    private final DataSource database;
    private final Path home;
    private final AtomicReference<Result> last = new AtomicReference<>(Result.NONE);

    TrailVerification(DataSource database, Path home) {
        this.database = database;
        this.home = home;
    }

    /** The state of a verification. */
    enum State {
        NONE,
        RUNNING,
        WHOLE,
        BROKEN,
        FAILED
    }

    /**
     * The result of a verification.
     *
     * @param began when; null if there was none since the start
     * @param ended when; null while it runs
     * @param rows the number of intact rows, counted from the first
     * @param checkpoints how many were compared with the rows
     * @param at the number of the row at which the trail is broken; null if it is not, or that cannot be determined
     * @param what the fault, as half a sentence; null if there is none
     */
    record Result(
            State state,
            @Nullable Instant began,
            @Nullable Instant ended,
            long rows,
            long checkpoints,
            @Nullable Long at,
            @Nullable String what) {

        private static final Result NONE = new Result(State.NONE, null, null, 0, 0, null, null);

        private Result failed(String what) {
            return new Result(State.FAILED, began, Instant.now(), 0, 0, null, what);
        }

        private Result found(AuditVerdict verdict) {
            BrokenLink broken = verdict.broken().orElse(null);
            return new Result(
                    broken == null ? State.WHOLE : State.BROKEN,
                    began,
                    Instant.now(),
                    verdict.rows(),
                    verdict.checkpoints(),
                    broken == null || broken.seq() == 0 ? null : broken.seq(),
                    broken == null ? null : broken.what());
        }
    }

    Result last() {
        return Objects.requireNonNull(last.get());
    }

    /** Starts a verification, unless one runs. */
    Result begin() {
        Result before = Objects.requireNonNull(last.get());
        Result running = new Result(State.RUNNING, Instant.now(), null, 0, 0, null, null);
        if (before.state() != State.RUNNING && last.compareAndSet(before, running)) {
            BackgroundWorker.once("audit-verification", () -> verify(running));
        }
        return Objects.requireNonNull(last.get());
    }

    private void verify(Result running) {
        try (Connection connection = database.getConnection()) {
            boolean commits = connection.getAutoCommit();
            try {
                last.set(running.found(verification.verify(connection, home)));
            } finally {
                connection.setAutoCommit(commits);
            }
        } catch (IOException unreadable) {
            // The message says in plain words what is missing.
            last.set(running.failed(String.valueOf(unreadable.getMessage())));
        } catch (SQLException | RuntimeException failure) {
            LOG.warn("The audit trail could not be verified.", failure);
            last.set(running.failed("The trail could not be read; the server's log says why."));
        }
    }
}
