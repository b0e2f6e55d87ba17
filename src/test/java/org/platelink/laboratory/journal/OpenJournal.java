package org.platelink.laboratory.journal;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.platelink.platform.sealing.KeyPlace;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A journal on a database, without a server around it. */
public final class OpenJournal {

    private OpenJournal() {}

    /** The journal of a database, with the key of a data folder. */
    public static Journal on(DataSource database, Path home) {
        return on(database, null, home);
    }

    static Journal on(DataSource database, String key, Path home) {
        JdbcClient client = JdbcClient.create(database);
        return new Journal(client, keys(client, key, home), transactions(database));
    }

    /** What can be asked of the same. */
    public static JournalMessages keptOn(DataSource database, Path home) {
        JdbcClient client = JdbcClient.create(database);
        return new JournalMessages(client, keys(client, null, home));
    }

    static MessageErasure erasureOn(DataSource database, Path home) {
        JdbcClient client = JdbcClient.create(database);
        return new MessageErasure(client, keys(client, null, home));
    }

    private static JournalKeys keys(JdbcClient client, String key, Path home) {
        return JournalKeys.of(new JournalTable(client), new KeyPlace(key, null, home.resolve("keys")));
    }

    /** Transactions that the journal takes part in. */
    public static TransactionTemplate transactions(DataSource database) {
        return new TransactionTemplate(new DataSourceTransactionManager(database));
    }

    /** A message that came over HTTPS from the laboratory of a site, and says nothing but its text. */
    public static IncomingMessage message(String site, String control, String text) {
        return message(site, control, text, text + control);
    }

    /** A message that says something, whatever else is in its text. */
    static IncomingMessage message(String site, String control, String text, String said) {
        return message(site, control, text, said, false);
    }

    /** One that is about the order 1, and may say that it corrects something. */
    static IncomingMessage message(String site, String control, String text, String said, boolean corrects) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new IncomingMessage(
                UUID.randomUUID(),
                site,
                "ehr-a",
                Channel.HTTPS,
                bytes,
                null,
                bytes,
                control == null ? null : List.of("LIS", "HOSP", control),
                1,
                control == null
                        ? null
                        : new MessageStatement(said.getBytes(StandardCharsets.UTF_8), List.of("1"), corrects));
    }
}
