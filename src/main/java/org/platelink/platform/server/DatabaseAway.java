package org.platelink.platform.server;

import java.net.SocketException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

/**
 * Thread-safe flag for whether the database is reachable as far as is known, and the test for failures that were
 * caused by its absence.
 *
 * @see <a href="https://www.postgresql.org/docs/17/errcodes-appendix.html">PostgreSQL's error codes</a>
 */
public final class DatabaseAway {

    /** The HTTP status of the response. */
    public static final int STATUS = 503;

    /** Retry-After, in seconds. */
    public static final int RETRY_AFTER = 5;

    /** The diagnostics of the response while the database is away. */
    public static final String SENTENCE =
            "The server's database cannot be reached or has too much to do at the moment, and nothing was changed by this"
                    + " request as far as is known; send the same again in some seconds.";

    private static final int MOST_CAUSES = 20;

    private volatile boolean away;

    /** Records the latest finding. */
    public void set(boolean away) {
        this.away = away;
    }

    /** Whether the database is unreachable, as far as is known. */
    public boolean isAway() {
        return away;
    }

    /**
     * Whether a failure was caused by a database that could not be reached, gave no connection in time, or was too
     * slow.
     */
    public static boolean isCauseOf(@Nullable Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; cause != null && i < MOST_CAUSES; i++) {
            if (cause instanceof CannotGetJdbcConnectionException
                    || cause instanceof SQLTransientConnectionException
                    || cause instanceof SQLException sql && isCode(sql.getSQLState(), sql)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static boolean isCode(@Nullable String code, SQLException failure) {
        if (code == null) {
            return failure.getCause() instanceof SocketException;
        }
        // SQLSTATE classes: 08 connection errors; 57 shutdown by an operator, a crash, or statements cancelled for
        // their time; 53 too many of something.
        return code.startsWith("08") || code.startsWith("57") || code.startsWith("53");
    }
}
