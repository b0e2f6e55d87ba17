package org.platelink.security.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.platelink.ServerTest;
import org.platelink.platform.server.StartUpRefused;
import org.springframework.beans.factory.annotation.Autowired;

/** The last minutes of a trail, and somebody who has every right on the database, or the data folder too. */
@ServerTest
class TrailSealIT {

    private static final String SCHEMA = "audit_sealed";

    private final DataSource database;
    private final Trail trail = new Trail(SCHEMA);
    private final TrailState state = new TrailState();
    private Connection connection;

    @TempDir
    private Path home;

    TrailSealIT(@Autowired DataSource database) {
        this.database = database;
    }

    @BeforeEach
    void threeSecondsOfWrites() throws Exception {
        connection = database.getConnection();
        trail.make(database);
        for (String second : List.of("one", "two", "three")) {
            trail.append(connection, List.of(second, second + " more"), List.of());
            checkpoint(home);
        }
        assertThat(verify().broken()).isEmpty();
        assertThat(verify().checkpoints()).isEqualTo(3);
    }

    @AfterEach
    void goes() throws SQLException {
        execute("drop schema " + SCHEMA + " cascade");
        connection.close();
    }

    @Test
    void whoErasesTheLastSecondAndItsCheckpointIsSeen() throws Exception {
        List<String> lines = lines();
        write(lines.subList(0, 2));
        behindTheTrigger("delete from audit_sealed.trail where seq > 4");

        assertBroken("the checkpoints from number 3 on are missing");
    }

    @Test
    void whoTakesACheckpointOutIsSeen() throws Exception {
        List<String> lines = lines();
        write(List.of(lines.get(0), lines.get(2)));

        assertBroken("the checkpoints from number 2 to 2 are missing");
    }

    @Test
    void whoTakesAllCheckpointsAwayIsSeen() throws Exception {
        Files.delete(Checkpoints.fileIn(home));
        assertBroken("the checkpoints were taken away");

        Files.delete(CheckpointKey.file(home));
        assertBroken("there is no checkpoint of it");
    }

    @Test
    void whoTakesTheKeyAwayIsSeenAndNoNewOneIsMadeInItsPlace() throws Exception {
        Files.delete(CheckpointKey.file(home));

        assertBroken("the key that signs the next checkpoint is gone");
        assertThatThrownBy(() -> TrailSeal.mustHaveKey(home))
                .isInstanceOf(StartUpRefused.class)
                .hasMessageContaining("audit-checkpoints.json");
    }

    /** All that he can sign is what comes after what he found. */
    @Test
    void whoHasTheDatabaseAndTheFolderCannotSignWhatIsPast() throws Exception {
        List<String> lines = lines();
        CheckpointKey stolen = CheckpointKey.in(home);
        behindTheTrigger("delete from audit_sealed.trail where seq > 4");
        trail.append(connection, List.of("forged", "forged more"), List.of());
        KeyPair own = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Checkpoint forged = Checkpoint.of(
                3,
                trail.head(connection),
                Instant.parse("2026-03-01T10:00:00Z"),
                Base64.getEncoder().encodeToString(own.getPublic().getEncoded()),
                stolen.key());
        write(List.of(lines.get(0), lines.get(1), forged.line()));

        assertBroken("the signature of checkpoint 3 does not fit");
    }

    @Test
    void theKeyOfACheckpointIsGoneWhenItIsWritten() throws Exception {
        String before = Files.readString(CheckpointKey.file(home));
        trail.append(connection, List.of("four"), List.of());
        checkpoint(home);

        assertThat(Files.readString(CheckpointKey.file(home))).isNotEqualTo(before);
        assertThat(home.resolve("keys/audit-checkpoints.pem")).doesNotExist();
        assertThat(CheckpointKey.in(home)
                        .follows(Checkpoint.read(lines().get(2)).orElseThrow()))
                .isFalse();
        assertThat(CheckpointKey.in(home)
                        .follows(Checkpoint.read(lines().get(3)).orElseThrow()))
                .isTrue();
    }

    @Test
    void aLineThatThePowerCutHasTornIsWrittenToItsEnd() throws Exception {
        String all = Files.readString(Checkpoints.fileIn(home));
        Files.writeString(Checkpoints.fileIn(home), all.substring(0, all.length() - 40));
        trail.append(connection, List.of("four"), List.of());
        checkpoint(home);

        assertThat(verify().broken()).isEmpty();
        assertThat(verify().checkpoints()).isEqualTo(4);
    }

    @Test
    void aTrailOfAnOlderServerGoesOnAndStaysVerifiable() throws Exception {
        Path old = home.resolve("old");
        CheckpointKey first = CheckpointKey.in(old);
        Files.createDirectories(old.resolve("audit"));
        Files.writeString(
                Checkpoints.fileIn(old),
                Checkpoint.of(0, trail.head(connection), Instant.parse("2026-03-01T10:00:00Z"), null, first.key())
                                .line()
                        + "\n");
        AuditVerification verification = new AuditVerification(SCHEMA);
        assertThat(verification.verify(connection, old).broken()).isEmpty();

        trail.append(connection, List.of("four"), List.of());
        checkpoint(old);
        trail.append(connection, List.of("five"), List.of());
        checkpoint(old);

        assertThat(verification.verify(connection, old).broken()).isEmpty();
        assertThat(verification.verify(connection, old).checkpoints()).isEqualTo(3);
    }

    @Test
    void whoMakesAllAnewIsSeenFromTheAnchor() throws Exception {
        Path anchor = home.resolve("anchor");
        Files.writeString(anchor, AnchorWays.syslogMessage(lines().get(1), Instant.EPOCH) + "\n");
        AuditVerification verification = new AuditVerification(SCHEMA);
        assertThat(verification.verify(connection, home, anchor).broken()).isEmpty();

        Path forged = home.resolve("forged");
        behindTheTrigger("truncate audit_sealed.trail");
        for (String second : List.of("1", "2", "3")) {
            trail.append(connection, List.of(second), List.of());
            checkpoint(forged);
        }

        assertThat(verification.verify(connection, forged).broken()).isEmpty();
        assertThat(verification.verify(connection, forged, anchor).broken())
                .hasValueSatisfying(broken -> assertThat(broken.what()).contains("another one at the anchor"));
    }

    @Test
    void fewerCheckpointsThanTheAnchorHasAreSeen() throws Exception {
        Path anchor = home.resolve("anchor");
        trail.append(connection, List.of("four"), List.of());
        Path copy = home.resolve("copy");
        copy(home, copy);
        checkpoint(home);
        Files.write(anchor, lines());

        assertThat(new AuditVerification(SCHEMA)
                        .verify(connection, copy, anchor)
                        .broken())
                .hasValueSatisfying(broken -> assertThat(broken.what()).contains("from number 4 to 4", "anchor"));
    }

    @Test
    void theLastEventOfAKilledServerCannotBeChangedNorErased() throws Exception {
        afterAKill("five", "six");
        assertThat(verify().broken()).isEmpty();

        behindTheTrigger("update audit_sealed.trail set event = 'SIX', hash = sha256(previous || int8send(seq) ||"
                + " convert_to('SIX', 'UTF8')) where seq = 8");
        assertBroken("it was written anew");
        behindTheTrigger("delete from audit_sealed.trail where seq = 8");
        assertBroken("the last rows are missing");
    }

    @Test
    void theNextStartNamesWhatIsGoneAndForgetsItNever() throws Exception {
        afterAKill("five", "six");
        behindTheTrigger("delete from audit_sealed.trail where seq = 8");
        try (Appender appender = new Appender(trail, database, 10)) {
            seal().checkLastWords(connection, appender);
        }
        checkpoint(home);

        assertThat(LastWrittenMarker.filesIn(home)).isEmpty();
        assertThat(state.tampered()).isTrue();
        assertThat(event(8)).contains("does not have event 8 any more", "erased or written anew");
        assertBroken("written anew");
    }

    @Test
    void aRunningServerSeesThatItsLastEventsAreGone() throws Exception {
        try (Appender appender = new Appender(trail, database, 10);
                TrailSeal seal = seal()) {
            appender.add("seven").await();
            appender.leave("eight").await();
            LastWrittenMarker.Words said = appender.words();
            assertThat(said.last().seq()).isEqualTo(8);
            assertThat(said.durable().seq()).isEqualTo(7);
            assertThat(seal.missing(connection, said, true)).isNull();

            behindTheTrigger("delete from audit_sealed.trail where seq = 8");
            assertThat(seal.missing(connection, said, true)).isEqualTo(said.last());
            assertThat(seal.missing(connection, said, false))
                    .as("what did not have to be durable may be lost with the database")
                    .isNull();

            behindTheTrigger("delete from audit_sealed.trail where seq = 7");
            assertThat(seal.missing(connection, said, false)).isEqualTo(said.durable());
        }
    }

    /** Two events after the last checkpoint, and the file of a server that has not stopped in order. */
    private void afterAKill(String first, String second) throws Exception {
        Path running = home.resolve("running");
        try (LastWrittenMarker word = LastWrittenMarker.in(running);
                Appender appender = new Appender(trail, database, state, word, 10)) {
            appender.add(first).await();
            appender.add(second).await();
            Files.copy(LastWrittenMarker.filesIn(running).get(0), home.resolve("audit/last-killed.json"));
        }
    }

    private TrailSeal seal() throws IOException {
        return new TrailSeal(
                home,
                trail,
                state,
                new Checkpoints(home, Clock.systemUTC()),
                LastWrittenMarker.in(home.resolve("running")),
                Anchor.NONE);
    }

    private void checkpoint(Path folder) throws Exception {
        new Checkpoints(folder, Clock.systemUTC()).set(trail.head(connection));
    }

    private AuditVerdict verify() throws Exception {
        return new AuditVerification(SCHEMA).verify(connection, home);
    }

    private void assertBroken(String what) throws Exception {
        assertThat(verify().broken())
                .hasValueSatisfying(broken -> assertThat(broken.what()).contains(what));
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(Checkpoints.fileIn(home));
    }

    private void write(List<String> lines) throws IOException {
        Files.write(Checkpoints.fileIn(home), lines, StandardOpenOption.TRUNCATE_EXISTING);
    }

    private static void copy(Path from, Path to) throws IOException {
        for (String name :
                List.of("audit/checkpoints.ndjson", "keys/audit-checkpoints.json", "keys/audit-checkpoints.pub.pem")) {
            Files.createDirectories(to.resolve(name).getParent());
            Files.copy(from.resolve(name), to.resolve(name));
        }
    }

    private String event(long seq) throws SQLException {
        try (Statement statement = connection.createStatement();
                var row = statement.executeQuery("select event from audit_sealed.trail where seq = " + seq)) {
            row.next();
            return row.getString(1);
        }
    }

    private void behindTheTrigger(String change) throws SQLException {
        execute("alter table audit_sealed.trail disable trigger all");
        execute(change);
        execute("alter table audit_sealed.trail enable trigger all");
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
