package org.platelink.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Walks through the whole trail and finds the first place that is not as it was written. It needs the database and the data
 * folder, and no server.
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

    /**
     * Verifies the trail as it is at this moment; servers may go on adding to it meanwhile.
     *
     * @param connection to the database; its transaction is rolled back
     * @param home the data folder, for the checkpoints and their key
     * @throws SQLException if the trail cannot be read
     * @throws IOException if the checkpoints cannot be read, or there is no trail; it says in plain words which
     */
    public AuditVerdict verify(Connection connection, Path home) throws SQLException, IOException {
        List<Checkpoint> checkpoints = new ArrayList<>();
        Optional<BrokenLink> broken = read(home, checkpoints);
        mustBeThere(connection, checkpoints.isEmpty() && broken.isEmpty());
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(ROWS_AT_ONCE);
            ChainWalk walk = new ChainWalk(checkpoints);
            try (ResultSet rows = statement.executeQuery("select seq, event, encode(previous, 'hex'),"
                    + " encode(hash, 'hex') from " + trail.table("trail") + " order by seq")) {
                while (rows.next() && walk.broken() == null) {
                    walk.step(rows.getLong(1), rows.getString(2), rows.getString(3), rows.getString(4));
                }
            }
            @Nullable BrokenLink inTheChain = walk.end();
            return new AuditVerdict(
                    walk.head().seq(),
                    walk.head().hash(),
                    checkpoints.size(),
                    inTheChain == null ? broken : Optional.of(inTheChain));
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
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

    /** Reads the checkpoints that can be relied on, and answers the first that cannot. */
    private static Optional<BrokenLink> read(Path home, List<Checkpoint> checkpoints) throws IOException {
        List<String> lines = Checkpoints.linesIn(home);
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        PublicKey key;
        try {
            key = CheckpointKey.publicIn(home);
        } catch (IOException | GeneralSecurityException missing) {
            return Optional.of(new BrokenLink(0, "there are checkpoints, but the key they are signed with is gone"));
        }
        BrokenLink broken = null;
        for (int i = 0; i < lines.size(); i++) {
            Optional<Checkpoint> checkpoint = Checkpoint.read(lines.get(i));
            if (checkpoint.isPresent() && checkpoint.get().isSignedBy(key)) {
                checkpoints.add(checkpoint.get());
            } else if (broken == null) {
                broken = new BrokenLink(
                        checkpoint.map(one -> one.head().seq()).orElse(0L),
                        "the signature of checkpoint " + (i + 1) + " does not fit what it says");
            }
        }
        return Optional.ofNullable(broken);
    }
}
