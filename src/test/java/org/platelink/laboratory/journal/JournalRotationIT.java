package org.platelink.laboratory.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.FreshTables;
import org.platelink.OwnPostgres;
import org.platelink.RotationProcess;
import org.platelink.platform.sealing.KeyPlace;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A new key for the journal: what came is read as before, and a message that comes again is known. */
class JournalRotationIT {

    private static final Duration WINDOW = Duration.ofHours(24);
    private static final int MESSAGES = 450;

    @RegisterExtension
    static final OwnPostgres POSTGRES = new OwnPostgres();

    @TempDir
    private Path home;

    @BeforeEach
    void noTables() {
        FreshTables.in(POSTGRES.database());
    }

    @Test
    void whatCameIsReadAndKnownAgainAfterSeveralChanges() throws Exception {
        Journal before = OpenJournal.on(POSTGRES.database(), home);
        IncomingMessage first = OpenJournal.message("site-a", "C1", "first");
        assertThat(before.keep(first, MessageStatus.RECEIVED, List.of(), WINDOW))
                .isInstanceOf(Receipt.NewMessage.class);
        before.answered(first.id(), "MSA|AA|C1".getBytes(StandardCharsets.UTF_8));
        for (int i = 2; i <= MESSAGES; i++) {
            before.keep(OpenJournal.message("site-a", "C" + i, "text " + i), MessageStatus.APPLIED, List.of(), WINDOW);
        }
        String key = Files.readString(home.resolve("keys/journal.key"));

        assertThat(rotate()).isEqualTo(MESSAGES);
        assertThat(rotate()).isEqualTo(MESSAGES);

        assertThat(Files.readString(home.resolve("keys/journal.key"))).isNotEqualTo(key);
        Journal after = OpenJournal.on(POSTGRES.database(), home);
        assertThat(OpenJournal.keptOn(POSTGRES.database(), home).content("site-a", first.id()))
                .contains("first".getBytes(StandardCharsets.UTF_8));
        assertThat(OpenJournal.keptOn(POSTGRES.database(), home).answer("site-a", first.id()))
                .contains("MSA|AA|C1".getBytes(StandardCharsets.UTF_8));
        SealedMessage claimed = after.claim().orElseThrow();
        assertThat(after.opened(claimed).content()).isEqualTo("first".getBytes(StandardCharsets.UTF_8));
        assertThat(after.keep(OpenJournal.message("site-a", "C7", "text 7"), MessageStatus.RECEIVED, List.of(), WINDOW))
                .isInstanceOf(Receipt.Duplicate.class);
        assertThat(after.keep(
                        OpenJournal.message("site-a", "C7", "another"), MessageStatus.RECEIVED, List.of(), WINDOW))
                .isInstanceOf(Receipt.ControlIdTaken.class);
        assertThat(after.keep(OpenJournal.message("site-a", "new", "new"), MessageStatus.RECEIVED, List.of(), WINDOW))
                .isInstanceOf(Receipt.NewMessage.class);
    }

    @Test
    void anEmptyJournalTakesAnyKeyAfterAChangeToo() throws Exception {
        OpenJournal.on(POSTGRES.database(), home);
        assertThat(rotate()).isZero();
        Files.delete(home.resolve("keys/journal.key"));

        Journal another = OpenJournal.on(POSTGRES.database(), home);
        another.keep(OpenJournal.message("site-a", "C1", "first"), MessageStatus.APPLIED, List.of(), WINDOW);

        assertThat(rotate()).isEqualTo(1);
        assertThat(OpenJournal.on(POSTGRES.database(), home)
                        .keep(OpenJournal.message("site-a", "C1", "first"), MessageStatus.APPLIED, List.of(), WINDOW))
                .isInstanceOf(Receipt.Duplicate.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"before update on journal.message", "after update on journal.key_check"})
    void killedInTheMiddleItComesToItsEnd(String where) throws Exception {
        Journal before = OpenJournal.on(POSTGRES.database(), home);
        IncomingMessage first = OpenJournal.message("site-a", "C1", "first");
        before.keep(first, MessageStatus.RECEIVED, List.of(), WINDOW);
        RotationProcess rotation = new RotationProcess(POSTGRES, home.resolve("keys"), "journal");
        JdbcClient database = JdbcClient.create(POSTGRES.database());
        database.sql(
                        """
                        create function journal.sleep() returns trigger language plpgsql as $$ begin
                            perform pg_sleep(2); return new; end $$;
                        """
                                + (where.startsWith("after")
                                        ? "create constraint trigger sleep " + where
                                                + " deferrable initially deferred for each row execute function journal.sleep()"
                                        : "create trigger sleep " + where
                                                + " for each row execute function journal.sleep()"))
                .update();

        rotation.runAndKillAsleep();

        // This waits until the database has come to its end with it.
        database.sql("drop function journal.sleep cascade").update();
        rotation.run();
        Journal after = OpenJournal.on(POSTGRES.database(), home);
        assertThat(after.opened(after.claim().orElseThrow()).content())
                .isEqualTo("first".getBytes(StandardCharsets.UTF_8));
        assertThat(after.keep(OpenJournal.message("site-a", "C1", "first"), MessageStatus.RECEIVED, List.of(), WINDOW))
                .isInstanceOf(Receipt.Duplicate.class);
    }

    private long rotate() throws Exception {
        try (Connection connection = POSTGRES.database().getConnection()) {
            return JournalRotation.run(connection, KeyPlace.files(home.resolve("keys")));
        }
    }
}
