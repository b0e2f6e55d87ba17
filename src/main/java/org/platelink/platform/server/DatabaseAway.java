package org.platelink.platform.server;

import java.net.SocketException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

/**
 * Whether the database can be asked at the moment, as far as is known; and which failures come of that it cannot.
 *
 * @see <a href="https://www.postgresql.org/docs/17/errcodes-appendix.html">PostgreSQL's error codes</a>
 */
public final class DatabaseAway {

    /** The answer's status. */
    public static final int STATUS = 503;

    /** After how many seconds to ask again. */
    public static final int RETRY_AFTER = 5;

    /** What is said to whoever asks meanwhile. */
    public static final String SENTENCE =
            "The server's database cannot be reached or has too much to do at the moment, and nothing was changed by this"
                    + " request as far as is known; send the same again in some seconds.";

    private static final int MOST_CAUSES = 20;

    private volatile boolean away;

    /** Notes what was found out. */
    public void set(boolean away) {
        this.away = away;
    }

    /** Whether it is away. */
    public boolean isAway() {
        return away;
    }

    /** Whether a failure comes of that the database could not be reached, gave no connection in time, or was too slow. */
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
        // Connections; an operator's or a crash's end, and statements that were cut for their time; too many of
        // something.
        return code.startsWith("08") || code.startsWith("57") || code.startsWith("53");
    }
}
