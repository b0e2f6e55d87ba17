package org.platelink.operator.erasure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.platelink.operator.erasure.Erasure.Consent;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Repository of erasures, in a database schema of its own. It contains who requested what, and nothing of the erased
 * data.
 */
final class ErasureTable {

    /**
     * After this time a request expires, and a new one must be made, because the second administrator should look
     * again.
     */
    static final Duration ASKED_FOR = Duration.ofDays(7);

    private static final String SELECT =
            """
            select id, case when state = 'asked' and asked_at < now() - make_interval(secs => ?) then 'expired' else state end,
                reason, ticket, versions, messages, asked_by, asked_person, asked_at, agreed_by, agreed_person, agreed_at, had
            from erasure.request\s""";

    private final JdbcClient database;
    private final ObjectMapper json;

    ErasureTable(JdbcClient database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    void add(Erasure erasure) {
        Consent asked = erasure.asked();
        database.sql(
                        """
                        insert into erasure.request
                            (id, state, reason, ticket, versions, messages, asked_by, asked_person, asked_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        erasure.id(),
                        erasure.state(),
                        erasure.reason(),
                        erasure.ticket(),
                        erasure.versions().toArray(String[]::new),
                        erasure.messages().toArray(String[]::new),
                        asked.client(),
                        asked.person(),
                        Timestamp.from(asked.at()))
                .update();
    }

    void end(UUID id, String state, Consent agreed, @Nullable ErasureRecipient had) {
        database.sql(
                        """
                        update erasure.request set state = ?, agreed_by = ?, agreed_person = ?, agreed_at = ?, had = ?
                        where id = ?
                        """)
                .params(
                        state,
                        agreed.client(),
                        agreed.person(),
                        Timestamp.from(agreed.at()),
                        had == null ? null : written(had),
                        id)
                .update();
    }

    /**
     * Reads an erasure and locks its row until the transaction ends. Of two administrators who agree concurrently,
     * the second finds it done.
     */
    Optional<Erasure> lock(UUID id) {
        return database.sql(SELECT + "where id = ? for update")
                .params((double) ASKED_FOR.toSeconds(), id)
                .query((row, number) -> erasure(row))
                .optional();
    }

    Optional<Erasure> find(UUID id) {
        return database.sql(SELECT + "where id = ?")
                .params((double) ASKED_FOR.toSeconds(), id)
                .query((row, number) -> erasure(row))
                .optional();
    }

    /** The newest erasures first. */
    List<Erasure> last(int most) {
        return database.sql(SELECT + "order by asked_at desc limit ?")
                .params((double) ASKED_FOR.toSeconds(), most)
                .query((row, number) -> erasure(row))
                .list();
    }

    private Erasure erasure(ResultSet row) throws SQLException {
        String agreedBy = row.getString(10);
        String had = row.getString(13);
        return new Erasure(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                List.of((String[]) row.getArray(5).getArray()),
                List.of((String[]) row.getArray(6).getArray()),
                new Consent(
                        row.getString(7), row.getString(8), row.getTimestamp(9).toInstant()),
                agreedBy == null
                        ? null
                        : new Consent(
                                agreedBy,
                                row.getString(11),
                                row.getTimestamp(12).toInstant()),
                had == null ? null : read(had));
    }

    private String written(ErasureRecipient had) {
        try {
            return json.writeValueAsString(had);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private ErasureRecipient read(String had) {
        try {
            return json.readValue(had, ErasureRecipient.class);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
