package org.platelink.platform.outage;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.platelink.platform.server.DatabaseAway;
import org.postgresql.PGConnection;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Connection pool that fails at once while the database is away, and whose connections can all be aborted. */
final class WatchedDataSource extends DelegatingDataSource {

    /** The SQLSTATE of PostgreSQL's driver where it cannot connect. */
    private static final String UNREACHABLE = "08001";

    private final DatabaseAway state;
    private final AtomicReference<Runnable> whenInDoubt;

    /** The physical connections that the pool has given out, for as long as they exist (weak keys). */
    private final Cache<PGConnection, Boolean> connections =
            Caffeine.newBuilder().weakKeys().build();

    private final HikariDataSource pool;

    WatchedDataSource(HikariDataSource pool, DatabaseAway state, AtomicReference<Runnable> whenInDoubt) {
        super(pool);
        this.pool = pool;
        this.state = state;
        this.whenInDoubt = whenInDoubt;
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (state.isAway()) {
            throw new SQLTransientConnectionException("The database is away.", UNREACHABLE);
        }
        try {
            Connection connection = super.getConnection();
            if (connection.isWrapperFor(PGConnection.class)) {
                connections.put(connection.unwrap(PGConnection.class), true);
            }
            return connection;
        } catch (SQLException failure) {
            Objects.requireNonNull(whenInDoubt.get()).run();
            throw failure;
        }
    }

    /** Evicts the connections that were broken while nobody had them. */
    void freshStart() {
        HikariPoolMXBean running = pool.getHikariPoolMXBean();
        if (running != null) {
            running.softEvictConnections();
        }
    }

    /** Aborts all connections that somebody has. */
    void cutAll() {
        List.copyOf(connections.asMap().keySet()).forEach(connection -> {
            try {
                ((Connection) connection).abort(Runnable::run);
            } catch (SQLException alreadyBroken) {
                // Nobody waits on a broken connection.
            }
        });
        connections.invalidateAll();
    }
}
