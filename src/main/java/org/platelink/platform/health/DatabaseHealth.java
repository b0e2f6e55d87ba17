package org.platelink.platform.health;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.UnpooledConnections;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/**
 * Health indicator of the database: checks that it can be reached and written. It has a connection of its own: with
 * those of the pool, a busy server would look like one whose database is away.
 */
final class DatabaseHealth implements HealthIndicator, DisposableBean {

    private final DataSource database;
    private @Nullable Connection connection;

    DatabaseHealth(DataSource database) {
        this.database = database;
    }

    @Override
    public synchronized Health health() {
        boolean wasOpen = connection != null;
        try {
            return checked();
        } catch (SQLException failure) {
            destroy();
            // A restart of the database closes an open connection too, so try once more with a new one.
            return wasOpen ? health() : down("the database is away");
        }
    }

    private Health checked() throws SQLException {
        if (connection == null) {
            connection = open();
        }
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(
                        "select pg_is_in_recovery() or current_setting('transaction_read_only')::boolean")) {
            answer.next();
            return answer.getBoolean(1)
                    ? down("the database takes no writes")
                    : Health.up().build();
        }
    }

    private Connection open() throws SQLException {
        if (!database.isWrapperFor(HikariDataSource.class)) {
            return database.getConnection();
        }
        HikariDataSource pool = database.unwrap(HikariDataSource.class);
        if (pool.getJdbcUrl() == null) {
            return database.getConnection();
        }
        return UnpooledConnections.open(pool, TimedCheck.LONGEST, "platelink health");
    }

    private static Health down(String reason) {
        return Health.down().withDetail("reason", reason).build();
    }

    @Override
    public synchronized void destroy() {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException gone) {
                // The database is reported as away anyway.
            }
            connection = null;
        }
    }
}
