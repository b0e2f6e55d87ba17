package org.platelink.security.linkage;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.platelink.platform.sealing.KeyPlace;
import org.platelink.platform.sealing.KeyRotation;
import org.platelink.platform.sealing.MasterKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Key rotation of the linkage table. No server may run on the database during a rotation: one with the old key would
 * find nobody.
 */
public final class LinkageRotation {

    private static final int BATCH = 500;

    private LinkageRotation() {}

    /**
     * Re-encrypts all rows with a new key.
     *
     * @param connection to the database, of a role that owns the table
     * @param place where the key comes from
     * @return how many rows there are
     * @throws SQLException if the database failed; then the old key stays valid
     */
    public static long run(Connection connection, KeyPlace place) throws SQLException {
        LinkageTable table = new LinkageTable(JdbcClient.create(new SingleConnectionDataSource(connection, true)));
        return new KeyRotation(LinkageKeys.KEPT, place)
                .run(table, (old, fresh) -> encryptAnew(connection, table, old, fresh));
    }

    private static long encryptAnew(Connection connection, LinkageTable table, MasterKey old, MasterKey fresh)
            throws SQLException {
        LinkageKeys before = new LinkageKeys(old);
        LinkageKeys after = new LinkageKeys(fresh);
        connection.setAutoCommit(false);
        try {
            List<LinkageTable.Row> rows = new ArrayList<>();
            List<LinkageTable.Row> batch = table.after(null, BATCH);
            // All rows are read before any is written, because the sort order depends on values that change.
            while (!batch.isEmpty()) {
                rows.addAll(batch);
                batch = table.after(batch.get(batch.size() - 1), BATCH);
            }
            rows.forEach(row -> table.replace(row, anew(row, before, after)));
            table.rotated(after.checkValue());
            connection.commit();
            return rows.size();
        } catch (SQLException | RuntimeException failure) {
            connection.rollback();
            throw failure;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static LinkageTable.Row anew(LinkageTable.Row row, LinkageKeys before, LinkageKeys after) {
        PersonIdentifier person =
                before.opened(row.sealed(), Linkage.bound(row.site(), row.lookUp(), row.participant()));
        byte[] lookUp = after.lookUpOf(person);
        return new LinkageTable.Row(
                row.site(),
                lookUp,
                person.asWord().map(after::lookUpOf).orElse(null),
                after.sealed(person, Linkage.bound(row.site(), lookUp, row.participant())),
                row.participant(),
                row.linkedBy());
    }
}
