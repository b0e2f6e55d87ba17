package org.platelink.platform.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.platelink.OwnPostgres;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;
import org.springframework.jdbc.core.simple.JdbcClient;

class DatabaseHealthIT {

    private static final String KILL =
            "select count(pg_terminate_backend(pid)) from pg_stat_activity where application_name = 'platelink health'";

    @RegisterExtension
    static final OwnPostgres POSTGRES = new OwnPostgres();

    private final JdbcClient database = JdbcClient.create(POSTGRES.database());
    private HikariDataSource pool;
    private DatabaseHealth health;

    @BeforeEach
    void aPoolOfOne() {
        PGSimpleDataSource given = (PGSimpleDataSource) POSTGRES.database();
        pool = new HikariDataSource();
        pool.setJdbcUrl(given.getURL());
        pool.setUsername(given.getUser());
        pool.setMaximumPoolSize(1);
        health = new DatabaseHealth(pool);
    }

    @AfterEach
    void closed() {
        health.destroy();
        pool.close();
    }

    @Test
    void aBusyPoolIsNoLackOfADatabase() throws SQLException {
        try (Connection busy = pool.getConnection()) {
            assertThat(busy.isValid(1)).isTrue();
            assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        }
    }

    @Test
    void aConnectionThatWasCutIsOpenedAgain() {
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        assertThat(database.sql(KILL).query(Integer.class).single()).isEqualTo(1);

        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void aDatabaseThatTakesNoWritesIsDown() {
        database.sql("alter role postgres set default_transaction_read_only = on")
                .update();
        try {
            Health found = health.health();

            assertThat(found.getStatus()).isEqualTo(Status.DOWN);
            assertThat(found.getDetails()).containsEntry("reason", "the database takes no writes");
        } finally {
            database.sql(
                            "begin; set transaction read write; alter role postgres reset default_transaction_read_only; commit")
                    .update();
        }
        database.sql(KILL).query(Integer.class).single();
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void aDatabaseThatIsAwayIsDownWithoutItsWords() {
        pool.setJdbcUrl("jdbc:postgresql://127.0.0.1:1/postgres");

        Health found = health.health();

        assertThat(found.getStatus()).isEqualTo(Status.DOWN);
        assertThat(found.getDetails()).hasSize(1).containsEntry("reason", "the database is away");
    }
}
