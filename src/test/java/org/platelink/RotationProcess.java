package org.platelink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.jdbc.core.simple.JdbcClient;

/** {@code keys rotate}, as an operator runs it, in a process that can be killed. */
public final class RotationProcess {

    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final OwnPostgres postgres;
    private final Path keys;
    private final String key;

    /**
     * @param keys the folder of the keys
     * @param key which of them is replaced
     */
    public RotationProcess(OwnPostgres postgres, Path keys, String key) throws IOException {
        this.postgres = postgres;
        this.keys = keys;
        this.key = key;
        Files.writeString(keys.resolve("token-signing.json"), "{}");
    }

    /** Runs it to its end; what it says comes as a failure if it is not done. */
    public void run() throws Exception {
        Process process = start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(said).isZero();
    }

    /** Runs it to its end, and answers what it says where it is not done. */
    public String refused() throws Exception {
        Process process = start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(said).isNotZero();
        return said;
    }

    /** Kills it as soon as the database sleeps on its behalf. */
    public void runAndKillAsleep() throws Exception {
        Process process = start();
        try {
            // Before it has made the next key, it makes sure that nobody else is connected.
            await().atMost(LONGEST)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> Files.exists(keys.resolve(key + ".key.next")));
            await().atMost(LONGEST).pollInterval(Duration.ofMillis(20)).until(this::isAsleep);
        } finally {
            process.destroyForcibly().waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private boolean isAsleep() {
        return JdbcClient.create(postgres.database())
                .sql("select exists (select from pg_stat_activity where wait_event = 'PgSleep')")
                .query(Boolean.class)
                .single();
    }

    private Process start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                PackagedServer.java(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Platelink.class.getName(),
                "keys",
                "rotate",
                key,
                "--home",
                keys.resolve("home").toString()));
        builder.environment().put("PLATELINK_KEYS_FOLDER", keys.toString());
        builder.environment().put("SPRING_DATASOURCE_URL", postgres.url());
        return builder.redirectErrorStream(true).start();
    }
}
