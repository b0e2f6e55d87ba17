package org.platelink.security.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.ServerTest;
import org.springframework.beans.factory.annotation.Autowired;

/** A trail of its own in the server's database, and somebody with every right on that. */
@ServerTest
class TrailIT {

    private static final String SCHEMA = "audit_tampered";

    private final DataSource database;
    private final Trail trail = new Trail(SCHEMA);
    private Connection connection;

    @TempDir
    private Path home;

    TrailIT(@Autowired DataSource database) {
        this.database = database;
    }

    @BeforeEach
    void aTrailOfFive() throws Exception {
        connection = database.getConnection();
        trail.make(database);
        trail.append(connection, List.of("one", "two"), List.of());
        trail.append(connection, List.of("three", "four \u8840", "five"), List.of());
        checkpoint();
    }

    @AfterEach
    void goes() throws SQLException {
        execute("drop schema " + SCHEMA + " cascade");
        connection.close();
    }

    @Test
    void itIsWhole() throws Exception {
        trail.make(database);
        AuditVerdict verdict = verify();

        assertThat(verdict.broken()).isEmpty();
        assertThat(verdict.rows()).isEqualTo(5);
        assertThat(new Link(verdict.rows(), verdict.head())).isEqualTo(trail.head(connection));
    }

    @Test
    void whereThereIsNoneYetThatIsSaid() {
        assertThatThrownBy(() -> new AuditVerification("audit_nowhere").verify(connection, home.resolve("none")))
                .isInstanceOf(IOException.class)
                .hasMessage("There is no audit trail in this database yet; the server makes it while it starts for the"
                        + " first time.");
    }

    @Test
    void aTrailThatWasTakenAwayIsSeenByItsCheckpoints() throws Exception {
        checkpoint();

        assertThatThrownBy(() -> new AuditVerification("audit_nowhere").verify(connection, home))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("taken away");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_tampered.trail set event = 'x' where seq = 2",
                "delete from audit_tampered.trail where seq = 2",
                "truncate audit_tampered.trail",
            })
    void theDatabaseRefusesToChangeIt(String change) throws Exception {
        assertThatThrownBy(() -> execute(change))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("The audit trail is only ever added to");

        assertThat(verify().rows()).isEqualTo(5);
    }

    @Test
    void nobodyMayLeaveTheTriggersOut() throws Exception {
        assertThatThrownBy(() -> execute("set session_replication_role = replica; delete from audit_tampered.trail"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("permission denied");

        assertThat(verify().rows()).isEqualTo(5);
    }

    @Test
    void aChangedEventIsNamed() throws Exception {
        behindTheTrigger("update audit_tampered.trail set event = 'TWO' where seq = 2");

        assertThat(verify().broken()).contains(new BrokenLink(2, "its event or its hash was changed"));
        assertThat(verify().rows()).isEqualTo(1);
    }

    @Test
    void aRemovedRowIsNamed() throws Exception {
        behindTheTrigger("delete from audit_tampered.trail where seq = 4");

        assertThat(verify().broken()).contains(new BrokenLink(4, "the row is missing"));
    }

    @Test
    void anEndCutOffAfterACheckpointIsSeen() throws Exception {
        checkpoint();
        behindTheTrigger("delete from audit_tampered.trail where seq > 3");
        AuditVerdict verdict = verify();

        assertThat(verdict.broken()).hasValueSatisfying(broken -> {
            assertThat(broken.seq()).isEqualTo(4);
            assertThat(broken.what()).contains("cut off", "saw 5 rows");
        });
        assertThat(verdict.checkpoints()).isEqualTo(1);
    }

    @Test
    void aTrailWrittenAnewIsSeen() throws Exception {
        checkpoint();
        behindTheTrigger("truncate audit_tampered.trail");
        trail.append(connection, List.of("one", "two", "three", "4", "five", "six"), List.of());

        assertThat(verify().broken()).hasValueSatisfying(broken -> {
            assertThat(broken.seq()).isEqualTo(5);
            assertThat(broken.what()).contains("written anew");
        });
    }

    @Test
    void aForgedCheckpointIsSeen() throws Exception {
        checkpoint();
        Path file = Checkpoints.fileIn(home);
        Files.writeString(file, Files.readString(file).replace("\"seq\":5", "\"seq\":4"));

        assertThat(verify().broken()).hasValueSatisfying(broken -> {
            assertThat(broken.seq()).isEqualTo(4);
            assertThat(broken.what()).contains("signature of checkpoint 1");
        });
    }

    @Test
    void checkpointsAndTheirKeyAreTheServersAloneAndGoOnAfterATornLine() throws Exception {
        checkpoint();
        Path file = Checkpoints.fileIn(home);
        Files.writeString(file, "{\"seq\":5,\"ha", StandardOpenOption.APPEND);
        trail.append(connection, List.of("six"), List.of());
        checkpoint();

        assertThat(Files.readAllLines(file)).hasSize(3);
        assertThat(verify().checkpoints()).isEqualTo(2);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(home.resolve("keys/audit-checkpoints.json"))))
                .isEqualTo("rw-------");
    }

    @Test
    void twoServersKeepOneChain() throws Exception {
        List<AppendedEvent> written = new ArrayList<>();
        try (Appender first = new Appender(trail, database, 1_000);
                Appender second = new Appender(trail, database, 1_000)) {
            for (int i = 0; i < 400; i++) {
                written.add((i % 2 == 0 ? first : second).add("event " + i));
            }
            written.forEach(AppendedEvent::await);
        }

        assertThat(verify().broken()).isEmpty();
        assertThat(verify().rows()).isEqualTo(405);
    }

    @Test
    void whatAKilledServerLeftPendingIsAddedOnce() throws Exception {
        long kept = trail.keep(connection, "changed by a server that was killed");

        assertThat(trail.appendLeftOver(connection, Duration.ofMinutes(1))).isZero();
        assertThat(trail.appendLeftOver(connection, Duration.ZERO)).isEqualTo(1);
        trail.append(connection, List.of(), List.of(kept));

        assertThat(verify().rows()).isEqualTo(6);
        assertThat(verify().broken()).isEmpty();
    }

    @Test
    void whatIsHandedInBeforeTheEndIsWritten() throws Exception {
        List<AppendedEvent> written = new ArrayList<>();
        try (Appender appender = new Appender(trail, database, 100)) {
            for (int i = 0; i < 100; i++) {
                written.add(appender.add("event " + i));
            }
        }

        assertThat(written).allMatch(one -> one.done().isDone() && !one.done().isCompletedExceptionally());
        assertThat(verify().rows()).isEqualTo(105);
    }

    @Test
    void whatIsLeftIsAddedByWhoeverWaitsForIt() throws Exception {
        try (Appender appender = new Appender(trail, database, 10)) {
            AppendedEvent first = appender.leave("event 1");
            AppendedEvent second = appender.leave("event 2");

            second.await();

            assertThat(first.done()).isCompleted();
        }
        assertThat(verify().rows()).isEqualTo(7);
        assertThat(verify().broken()).isEmpty();
    }

    @Test
    void whatIsLeftAndNobodyWaitsForIsAddedAllTheSame() throws Exception {
        try (Appender appender = new Appender(trail, database, 10)) {
            assertThat(appender.leave("event").done()).succeedsWithin(Duration.ofSeconds(5));
            appender.leaveForCertain("event");
        }
        assertThat(verify().rows()).isEqualTo(7);
    }

    @Test
    void whatCannotBeWrittenIsSaid() throws Exception {
        try (Appender appender = new Appender(new Trail("audit_not_there"), database, 10)) {
            assertThatThrownBy(() -> appender.add("event").await())
                    .isInstanceOf(TrailUnavailable.class)
                    .hasMessageContaining("nothing is answered without it");
        }
        Appender closed = new Appender(trail, database, 10);
        closed.close();

        assertThatThrownBy(() -> closed.add("event").await()).isInstanceOf(TrailUnavailable.class);
        assertThat(verify().rows()).isEqualTo(5);
    }

    private void checkpoint() throws Exception {
        new Checkpoints(home, Clock.systemUTC()).set(trail.head(connection));
    }

    private AuditVerdict verify() throws Exception {
        return new AuditVerification(SCHEMA).verify(connection, home);
    }

    private void behindTheTrigger(String change) throws SQLException {
        execute("alter table audit_tampered.trail disable trigger all");
        execute(change);
        execute("alter table audit_tampered.trail enable trigger all");
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
