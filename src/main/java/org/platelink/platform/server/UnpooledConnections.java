package org.platelink.platform.server;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;

/**
 * Opens connections to a pool's database outside of the pool: by pooled ones, a busy server would look like one
 * without a database.
 */
public final class UnpooledConnections {

    private UnpooledConnections() {}

    /**
     * Opens a connection with the pool's settings.
     *
     * @param longest timeout of connecting, logging in and any answer, in whole seconds
     * @param name by which the database knows the connection
     * @throws SQLException if it cannot be had in that time
     */
    public static Connection open(HikariDataSource pool, Duration longest, String name) throws SQLException {
        Properties properties = new Properties();
        properties.putAll(pool.getDataSourceProperties());
        if (pool.getUsername() != null) {
            properties.setProperty("user", pool.getUsername());
        }
        if (pool.getPassword() != null) {
            properties.setProperty("password", pool.getPassword());
        }
        String seconds = Long.toString(longest.toSeconds());
        properties.setProperty("connectTimeout", seconds);
        properties.setProperty("socketTimeout", seconds);
        properties.setProperty("loginTimeout", seconds);
        properties.setProperty("ApplicationName", name);
        return DriverManager.getConnection(pool.getJdbcUrl(), properties);
    }
}
