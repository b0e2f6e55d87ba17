package org.platelink.platform.sealing;

import java.sql.SQLException;
import org.platelink.platform.server.StartUpRefused;

/**
 * Rotates the key of encrypted rows: generates a new key and encrypts all rows with it. At every moment the key that
 * the database names is on the disk: the new key is written before anything is encrypted with it, and renamed to the
 * old one's name afterwards. An interrupted rotation is completed or undone by the next start or the next rotation.
 *
 * @param key the key to rotate
 * @param place the source of the key; only a key in a file can be rotated here
 */
public record KeyRotation(KeySelection key, KeyPlace place) {

    /** The rows that are encrypted with the key. */
    @FunctionalInterface
    public interface Rows {

        /**
         * Encrypts all rows with the new key and stores the check value of the new key, in one transaction.
         *
         * @return the number of rows
         * @throws SQLException if the database fails; then nothing was changed
         */
        long encryptAnew(MasterKey old, MasterKey fresh) throws SQLException;
    }

    /**
     * Rotates the key.
     *
     * @param checks the database's record of its key
     * @param rows the rows to encrypt again
     * @return how many rows were encrypted again
     * @throws StartUpRefused if the present key is not available, or is not kept in a file
     * @throws SQLException if the database failed; the old key is still valid
     */
    public long run(KeySelection.Checks checks, Rows rows) throws SQLException {
        if (place.given() != null || place.command() != null) {
            throw new StartUpRefused("the key of " + key.of() + " is given from outside; to change it, put it into "
                    + KeyFile.in(place.folder(), key.name(), key.of()).path()
                    + " (mode 600), run this without " + key.variable()
                    + " and PLATELINK_KEYS_COMMAND, and put what is there then where it is given from.");
        }
        MasterKey old = key.find(checks, place);
        KeyFile file = KeyFile.in(place.folder(), key.name(), key.of());
        MasterKey fresh = new MasterKey(file.next().make());
        long done = rows.encryptAnew(old, fresh);
        file.giveWayToNext();
        return done;
    }
}
