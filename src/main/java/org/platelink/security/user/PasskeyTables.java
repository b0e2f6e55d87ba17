package org.platelink.security.user;

import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementSetter;
import org.springframework.jdbc.core.RowMapper;

/**
 * JdbcTemplate that adds the {@code access} schema to the table names in the SQL of Spring Security's passkey
 * repositories, which name their tables without a schema.
 */
final class PasskeyTables extends JdbcTemplate {

    PasskeyTables(DataSource database) {
        super(database);
    }

    @Override
    public int update(String sql, PreparedStatementSetter values) {
        return super.update(named(sql), values);
    }

    @Override
    public <T> List<T> query(String sql, RowMapper<T> rows, Object... values) {
        return super.query(named(sql), rows, values);
    }

    private static String named(String sql) {
        return sql.replaceFirst("\\buser_(entities|credentials)\\b", "access.user_$1");
    }
}
