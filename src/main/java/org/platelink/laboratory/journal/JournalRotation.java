package org.platelink.laboratory.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.sealing.KeyPlace;
import org.platelink.platform.sealing.KeyRotation;
import org.platelink.platform.sealing.MasterKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Rotates the master key of the journal. No server may run on the database meanwhile: one with the old key could read
 * nothing.
 */
public final class JournalRotation {

    private static final int BATCH = 200;

    private JournalRotation() {}

    /**
     * Encrypts contents and acknowledgements again with the new key. The HMAC keys of the blind indexes stay,
     * encrypted with the new key.
     *
     * @param connection to the database, of a role that owns the tables
     * @param place where the key comes from
     * @return how many messages were encrypted
     * @throws SQLException if the database failed; the old key is still valid then
     */
    public static long run(Connection connection, KeyPlace place) throws SQLException {
        JournalTable table = new JournalTable(JdbcClient.create(new SingleConnectionDataSource(connection, true)));
        return new KeyRotation(JournalKeys.KEPT, place)
                .run(table, (old, fresh) -> encryptAnew(connection, table, old, fresh));
    }

    private static long encryptAnew(Connection connection, JournalTable table, MasterKey old, MasterKey fresh)
            throws SQLException {
        JournalKeys before = new JournalKeys(old, table.carried());
        JournalKeys after = new JournalKeys(fresh, before.carriedBy(fresh));
        connection.setAutoCommit(false);
        try {
            long done = 0;
            List<JournalTable.Content> batch = table.after(0, BATCH);
            while (!batch.isEmpty()) {
                for (JournalTable.Content one : batch) {
                    table.replace(
                            one.arrival(),
                            anew(one, one.sealed(), before, after),
                            anew(one, one.answer(), before, after));
                }
                done += batch.size();
                batch = table.after(batch.get(batch.size() - 1).arrival(), BATCH);
            }
            table.rotated(fresh.checkValue(JournalKeys.KEPT.purpose()), before.carriedBy(fresh));
            connection.commit();
            return done;
        } catch (SQLException | RuntimeException failure) {
            connection.rollback();
            throw failure;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static byte @Nullable [] anew(
            JournalTable.Content message, byte @Nullable [] sealed, JournalKeys before, JournalKeys after) {
        return sealed == null ? null : after.sealed(message.id(), before.opened(message.id(), sealed));
    }
}
