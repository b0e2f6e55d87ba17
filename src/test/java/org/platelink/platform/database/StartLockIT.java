package org.platelink.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.platelink.OwnPostgres;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Of servers that start on one database, one at a time does. */
class StartLockIT {

    @RegisterExtension
    static final OwnPostgres POSTGRES = new OwnPostgres();

    @Test
    void theSecondWaitsUntilEverythingOfTheFirstIsLoaded() throws Exception {
        StartLock first = take();
        CompletableFuture<StartLock> second = CompletableFuture.supplyAsync(StartLockIT::take);
        assertThat(second.isDone()).isFalse();
        Thread.sleep(600);
        assertThat(second.isDone()).as("it waits").isFalse();

        first.start();

        second.get(10, TimeUnit.SECONDS).close();
        assertThat(first.isRunning()).isTrue();
    }

    @Test
    void oneThatIsKilledKeepsNobodyOut() throws Exception {
        take();
        CompletableFuture<StartLock> second = CompletableFuture.supplyAsync(StartLockIT::take);

        JdbcClient.create(POSTGRES.database())
                .sql("select count(pg_terminate_backend(pid)) from pg_locks where locktype = 'advisory' and granted")
                .query(Integer.class)
                .single();

        second.get(10, TimeUnit.SECONDS).close();
    }

    private static StartLock take() {
        PGSimpleDataSource database = (PGSimpleDataSource) POSTGRES.database();
        try {
            return StartLock.take(database.getURL(), database.getUser(), "");
        } catch (java.sql.SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
