package org.platelink.security.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the hash chain of the whole trail against its checkpoints and finds the first fault. It needs the database
 * and the data folder, but no running server.
 */
public final class AuditVerification {

    private static final int ROWS_AT_ONCE = 1_000;

    private final Trail trail;

    /** A verification of the server's own trail. */
    public AuditVerification() {
        this(Trail.SCHEMA);
    }

    AuditVerification(String schema) {
        this.trail = new Trail(schema);
    }

    /** Same as {@link #verify(Connection, Path, Path)}, without an anchor. */
    public AuditVerdict verify(Connection connection, Path home) throws SQLException, IOException {
        return verify(connection, home, null);
    }

    /**
     * Verifies the trail as it is now; servers may go on adding to it meanwhile.
     *
     * @param connection to the database; its transaction is rolled back
     * @param home the data folder, which holds the checkpoints and their key
     * @param anchor a file of checkpoints that were kept elsewhere; null if there is none
     * @throws SQLException if the trail cannot be read
     * @throws IOException if the checkpoints cannot be read, or there is no trail; the message says which in plain
     *     words
     */
    public AuditVerdict verify(Connection connection, Path home, @Nullable Path anchor)
            throws SQLException, IOException {
        AnchoredLines anchored = anchor == null ? null : AnchoredLines.of(anchor);
        Seals seals;
        try {
            seals = Seals.in(home);
        } catch (GeneralSecurityException broken) {
            throw new IOException(
                    "The key that signs the next checkpoint, keys/audit-checkpoints.json, is none.", broken);
        }
        mustBeThere(connection, seals.isEmpty());
        Optional<BrokenLink> without = seals.without();
        if (without.isPresent()) {
            return walk(connection, Collections.emptyIterator(), seals, () -> without, () -> 0L);
        }
        try (CheckpointLines lines = CheckpointLines.in(home, seals.length(), anchored)) {
            return walk(
                    connection,
                    lines,
                    seals,
                    () -> Optional.ofNullable(lines.broken())
                            .or(() -> seals.end(lines.last()))
                            .or(() -> beyond(anchored, lines.last())),
                    lines::count);
        } catch (GeneralSecurityException broken) {
            throw new IOException("The key that the checkpoints are signed with is none.", broken);
        }
    }

    private AuditVerdict walk(
            Connection connection,
            Iterator<Checkpoint> checkpoints,
            Seals seals,
            Supplier<Optional<BrokenLink>> ofTheCheckpoints,
            LongSupplier count)
            throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(ROWS_AT_ONCE);
            ChainWalk walk = new ChainWalk(checkpoints, seals.words());
            try (ResultSet rows = statement.executeQuery("select seq, event, encode(previous, 'hex'),"
                    + " encode(hash, 'hex') from " + trail.table("trail") + " order by seq")) {
                while (rows.next() && walk.broken() == null) {
                    walk.step(rows.getLong(1), rows.getString(2), rows.getString(3), rows.getString(4));
                }
            }
            @Nullable BrokenLink inTheChain = walk.end();
            Optional<BrokenLink> broken = inTheChain == null ? ofTheCheckpoints.get() : Optional.of(inTheChain);
            if (walk.head().seq() == 0 && seals.isEmpty()) {
                broken = Optional.ofNullable(inTheChain);
            } else if (broken.isEmpty() && walk.head().seq() > 0 && count.getAsLong() == 0) {
                broken = Optional.of(new BrokenLink(
                        1,
                        "there is no checkpoint of it: they were taken away, or the data folder is another database's,"
                                + " or no server of this version has been started on it yet"));
            }
            return new AuditVerdict(walk.head().seq(), walk.head().hash(), count.getAsLong(), broken);
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private static Optional<BrokenLink> beyond(@Nullable AnchoredLines anchored, @Nullable Checkpoint last) {
        long number = last == null ? 0 : last.number();
        return anchored == null || anchored.furthest() <= number
                ? Optional.empty()
                : Optional.of(new BrokenLink(
                        last == null ? 0 : last.head().seq(),
                        "the checkpoints from number " + (number + 1) + " to " + anchored.furthest()
                                + ", which the anchor has, are missing"));
    }

    private void mustBeThere(Connection connection, boolean neverSeen) throws SQLException, IOException {
        try (PreparedStatement statement = connection.prepareStatement("select to_regclass(?) is not null")) {
            statement.setString(1, trail.table("trail"));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                if (!row.getBoolean(1)) {
                    throw new IOException(
                            neverSeen
                                    ? "There is no audit trail in this database yet; the server makes it while it starts"
                                            + " for the first time."
                                    : "There is no audit trail in this database, but there are checkpoints of one: it was"
                                            + " taken away, or the data folder belongs to another database.");
                }
            }
        }
    }
}
