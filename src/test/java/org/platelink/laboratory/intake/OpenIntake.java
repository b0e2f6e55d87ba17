package org.platelink.laboratory.intake;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.platelink.FreshTables;
import org.platelink.laboratory.intake.IntakeProperties.ControlIds;
import org.platelink.laboratory.intake.MessageInterpreter.Understood;
import org.platelink.laboratory.journal.Finding;
import org.platelink.laboratory.journal.Journal;
import org.platelink.laboratory.journal.JournalMessages;
import org.platelink.laboratory.journal.MessageStatus;
import org.platelink.laboratory.journal.OpenJournal;
import org.platelink.laboratory.journal.Waiting;
import org.platelink.security.access.Caller;
import org.platelink.security.access.Role;
import org.platelink.security.access.Scopes;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** The door of HL7 v2 and the turns behind it on a database, with a store that is a table of the ids of messages. */
final class OpenIntake {

    static final int ATTEMPTS = 3;

    private static final Caller LABORATORY =
            new Caller("ehr-a", Role.EHR, "site-a", Set.of(), Scopes.parse("system/Observation.cu"));

    final Connections connections;
    final JdbcClient database;
    final Journal journal;
    final JournalMessages kept;
    final Backlog backlog;
    final QueueStep turn;
    private final MessageDoor door;

    /** What was left in the trail. */
    final KeptDeeds trail = new KeptDeeds();

    /** What is found of a message when it comes. */
    List<Finding> found = List.of();

    /** What the store does with a message besides; it may fail. */
    Consumer<UUID> store = message -> {};

    OpenIntake(DataSource postgres, Path home, int room) {
        connections = new Connections(postgres);
        database = JdbcClient.create(connections);
        FreshTables.in(postgres);
        database.sql("create table stored (message uuid not null)").update();
        journal = OpenJournal.on(connections, home);
        kept = OpenJournal.keptOn(connections, home);
        backlog = new Backlog(journal, room);
        IntakeMeters meters = new IntakeMeters(new SimpleMeterRegistry(), Clock.systemUTC());
        door = new BatchDoor(
                new Hl7Door(
                        journal,
                        backlog,
                        (id, site, text) -> new Understood(null, List.of(), found, false),
                        new IntakeProperties(
                                Set.of("P"),
                                room,
                                2,
                                ATTEMPTS,
                                Set.of("site-strict"),
                                new ControlIds(Duration.ofHours(24)),
                                Set.of(),
                                Set.of()),
                        meters,
                        new MessageEvents(trail),
                        Clock.systemUTC()),
                Clock.systemUTC());
        turn = new QueueStep(
                journal,
                List.of(new Anything()),
                (delivery, request) -> stored(delivery),
                OpenJournal.transactions(connections),
                meters,
                new MessageEvents(trail),
                ATTEMPTS);
    }

    private ResultStore.Outcome stored(Delivery delivery) {
        database.sql("insert into stored values (?)").param(delivery.message()).update();
        store.accept(delivery.message());
        return new ResultStore.Outcome(MessageStatus.APPLIED, List.of(), Set.of(), List.of(), Map.of());
    }

    /** A message of a control id comes. */
    MessageDoor.Answer take(String control) {
        return deliver(message(control));
    }

    /** A message of a control id comes over a socket. */
    void deliverFrom(String address, String control) {
        door.take(message(control).getBytes(StandardCharsets.UTF_8), null, LABORATORY, address);
    }

    private static String message(String control) {
        return "MSH|^~\\&|LIS|HOSP|PLATELINK|TRIAL|20260302090000||ORU^R01|" + control
                + "|P|2.5.1\rPID|1||SYN-1^^^HOSP^MR\rNTE|1||" + control + "\r";
    }

    /** A text comes from the laboratory of a site that is told of parked messages by warnings. */
    MessageDoor.Answer deliver(String text) {
        return deliver(text.getBytes(StandardCharsets.UTF_8), LABORATORY);
    }

    MessageDoor.Answer deliver(byte[] bytes, Caller caller) {
        return door.take(bytes, null, caller);
    }

    /** A message comes and is taken. */
    UUID taken(String control) {
        MessageDoor.Answer answer = take(control);
        if (answer.id() == null) {
            throw new AssertionError(text(answer));
        }
        return UUID.fromString(answer.id());
    }

    static String text(MessageDoor.Answer answer) {
        return new String(answer.acknowledgement(), StandardCharsets.UTF_8);
    }

    MessageStatus fateOf(UUID message) {
        return kept.find("site-a", message).orElseThrow().fate();
    }

    List<UUID> stored() {
        return database.sql("select message from stored").query(UUID.class).list();
    }

    int inJournal() {
        return database.sql("select count(*) from journal.message")
                .query(Integer.class)
                .single();
    }

    /** Connections that the database may refuse. */
    static final class Connections extends DelegatingDataSource {

        volatile boolean away;

        Connections(DataSource postgres) {
            super(postgres);
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (away) {
                throw new SQLException("The database is away.");
            }
            return super.getConnection();
        }
    }

    /** Understands any message as one that brings nothing. */
    private static final class Anything implements MessageInterpreter {

        @Override
        public boolean understands(Waiting message) {
            return true;
        }

        @Override
        public Understood understand(Waiting message) {
            return new Understood(null, List.of(), List.of(), false);
        }
    }
}
