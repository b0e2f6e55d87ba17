package org.platelink.laboratory.intake.queue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
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
import org.platelink.laboratory.intake.store.Delivery;
import org.platelink.laboratory.intake.store.ResultStore;
import org.platelink.laboratory.journal.IncomingMessage;
import org.platelink.laboratory.journal.Journal;
import org.platelink.laboratory.journal.JournalMessages;
import org.platelink.laboratory.journal.MessageStatus;
import org.platelink.laboratory.journal.OpenJournal;
import org.platelink.laboratory.journal.QueuedMessage;
import org.platelink.platform.server.GracefulStop;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** The queue of messages on a database, with a store that is a table of the ids of messages. */
public final class OpenQueue {

    public static final int ATTEMPTS = 3;

    /** The longest time that the workers are waited for. */
    static final Duration GRACE = Duration.ofSeconds(2);

    public final Connections connections;
    public final JdbcClient database;
    public final Journal journal;
    public final JournalMessages messages;
    public final Backlog backlog;
    public final IntakeMeters meters = new IntakeMeters(new SimpleMeterRegistry(), Clock.systemUTC());

    /** What was left in the trail. */
    public final InMemoryAuditTrail trail = new InMemoryAuditTrail();

    public final MessageEvents events = new MessageEvents(trail);

    /** What the store does with a message besides; it may fail. */
    public Consumer<UUID> store = message -> {};

    final QueueStep step;

    public OpenQueue(DataSource postgres, Path home, int room) {
        connections = new Connections(postgres);
        database = JdbcClient.create(connections);
        FreshTables.in(postgres);
        database.sql("create table stored (message uuid not null)").update();
        journal = OpenJournal.on(connections, home);
        messages = OpenJournal.keptOn(connections, home);
        backlog = new Backlog(journal, room);
        step = new QueueStep(
                journal,
                List.of(new EmptyInterpreter()),
                (delivery, request) -> stored(delivery),
                OpenJournal.transactions(connections),
                meters,
                events,
                ATTEMPTS);
    }

    private ResultStore.Outcome stored(Delivery delivery) {
        database.sql("insert into stored values (?)").param(delivery.message()).update();
        store.accept(delivery.message());
        return new ResultStore.Outcome(MessageStatus.APPLIED, List.of(), Set.of(), List.of(), Map.of());
    }

    /** A message of a control id is received by the site site-a. */
    UUID received(String control) {
        IncomingMessage message = OpenJournal.message("site-a", control, "MSH|" + control);
        journal.keep(message, MessageStatus.RECEIVED, List.of());
        backlog.added();
        return message.id();
    }

    /** Applies the next message; false if none was decided. */
    public boolean applyNext() {
        return step.take() == QueueStep.Result.DECIDED;
    }

    /** Workers that are not started. */
    public SmartLifecycle workers(int number) {
        return new Workers(step, backlog, number, new GracefulStop(GRACE.plusSeconds(1)));
    }

    /** The backlog's own count. */
    public int waiting() {
        return backlog.size();
    }

    public MessageStatus statusOf(UUID message) {
        return messages.find("site-a", message).orElseThrow().status();
    }

    public List<UUID> stored() {
        return database.sql("select message from stored").query(UUID.class).list();
    }

    public int inJournal() {
        return database.sql("select count(*) from journal.message")
                .query(Integer.class)
                .single();
    }

    /** Connections that the database may refuse. */
    public static final class Connections extends DelegatingDataSource {

        public volatile boolean away;

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

    /** Interprets any message as one that brings nothing. */
    private static final class EmptyInterpreter implements MessageInterpreter {

        @Override
        public boolean handles(QueuedMessage message) {
            return true;
        }

        @Override
        public Interpretation interpret(QueuedMessage message) {
            return new Interpretation(null, List.of(), List.of(), false);
        }
    }
}
