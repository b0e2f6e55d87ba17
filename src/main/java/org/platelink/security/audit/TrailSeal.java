package org.platelink.security.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.StartUpRefused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets checkpoints on the trail, and compares the trail with the checkpoints and last-written markers that are kept
 * outside the database.
 */
final class TrailSeal implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TrailSeal.class);

    private final Path home;
    private final Trail trail;
    private final TrailState state;
    private final Checkpoints checkpoints;
    private final LastWrittenMarker lastWrittenMarker;
    private final Anchor anchor;

    TrailSeal(
            Path home,
            Trail trail,
            TrailState state,
            Checkpoints checkpoints,
            LastWrittenMarker lastWrittenMarker,
            Anchor anchor) {
        this.home = home;
        this.trail = trail;
        this.state = state;
        this.checkpoints = checkpoints;
        this.lastWrittenMarker = lastWrittenMarker;
        this.anchor = anchor;
    }

    /** Makes sure at start-up that the next checkpoint can be signed. */
    static void mustHaveKey(Path home) {
        try {
            if (Checkpoints.lengthIn(home) > 0 && !CheckpointKey.isIn(home)) {
                throw new StartUpRefused(
                        "the data folder has checkpoints of the audit trail, audit/checkpoints.ndjson, and"
                                + " not the key that signs the next one, keys/audit-checkpoints.json. Put the key back; where it is"
                                + " lost, keep the file of checkpoints elsewhere, as evidence, and take it out of the folder: new"
                                + " checkpoints begin then.");
            }
            CheckpointKey.in(home);
        } catch (IOException | GeneralSecurityException failure) {
            throw new StartUpRefused(
                    "the key that seals the audit trail, in the folder keys of the data folder, cannot be read or made ("
                            + failure.getMessage() + ").",
                    failure);
        }
    }

    /** Whether the last attempt to set a checkpoint failed. */
    boolean isDue() {
        return !state.isWritable();
    }

    /** Sets a checkpoint on the durable head of the trail. */
    void set(Link head) throws IOException, GeneralSecurityException {
        Optional<String> line = checkpoints.set(head);
        state.sealed(true);
        line.ifPresent(anchor::send);
    }

    /** Records that a checkpoint could not be set. */
    void failed() {
        state.sealed(false);
    }

    /**
     * The first of two links that the trail must contain and does not.
     *
     * @param all whether the last link must exist; if not, only a different row under its number counts as missing
     * @return null if nothing is missing
     */
    @Nullable
    Link missing(Connection connection, LastWrittenMarker.Words markerWords, boolean all) throws SQLException {
        if (markerWords.durable().seq() > 0
                && !trail.hashAt(connection, markerWords.durable().seq())
                        .equals(Optional.of(markerWords.durable().hash()))) {
            return markerWords.durable();
        }
        Optional<String> last = trail.hashAt(connection, markerWords.last().seq());
        return markerWords.last().seq() == 0
                        || last.equals(Optional.of(markerWords.last().hash()))
                        || last.isEmpty() && !all
                ? null
                : markerWords.last();
    }

    /** Compares the trail with the last written links of servers that were killed. */
    void checkLastWords(Connection connection, Appender appender)
            throws SQLException, IOException, GeneralSecurityException {
        for (Path file : LastWrittenMarker.filesIn(home)) {
            LastWrittenMarker.Words markerWords = LastWrittenMarker.takeOver(file);
            if (markerWords == null) {
                continue;
            }
            Link missing = missing(connection, markerWords, false);
            if (missing != null) {
                tellOfMissing(missing, true, appender);
            } else if (missing(connection, markerWords, true) != null) {
                tellOfMissing(markerWords.last(), false, appender);
            }
            Files.deleteIfExists(file);
        }
    }

    /**
     * Records a missing event. If tampering is certain it also sets a checkpoint on what the trail should contain, so
     * that every verification finds the fault.
     *
     * @param certain whether a power cut or a crash of the database is ruled out as the cause
     */
    void tellOfMissing(Link missing, boolean certain, Appender appender) throws IOException, GeneralSecurityException {
        LOG.error("The audit trail does not have event {} any more as it was written.", missing.seq());
        if (certain) {
            state.isTamperedWith();
            set(missing);
        }
        appender.leaveForCertain(EventText.of(Event.ofTheServer(
                Outcome.FAILURE,
                "The trail does not have event " + missing.seq() + " any more as it was written ("
                        + missing.hash() + "): "
                        + (certain
                                ? "it was erased or written anew."
                                : "it was lost as the database stopped at once, or erased."))));
    }

    /** Called after the last checkpoint. */
    @Override
    public void close() {
        anchor.close();
        try {
            lastWrittenMarker.close();
        } catch (IOException left) {
            LOG.debug("The file of what was added last is left to the next start.");
        }
    }
}
