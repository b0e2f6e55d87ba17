package org.platelink.platform.sealing;

import java.sql.SQLException;
import org.platelink.platform.server.StartUpRefused;

/**
 * Puts a new key in the place of the one that something in the database is encrypted with, and encrypts all of it anew. At each
 * moment the key that the database says it has is on the disk: the new one is written before anything is encrypted with it, and
 * takes the old one's name after. What is broken off in the middle is ended, the one way or the other, by the next start or the
 * next rotation.
 *
 * @param key whose it is
 * @param place where it comes from; only one in a file can be made here
 */
public record KeyRotation(KeySelection key, KeyPlace place) {

    /** What is encrypted anew. */
    @FunctionalInterface
    public interface Rows {

        /**
         * Encrypts everything anew and writes down by what the new key is told, all of it or nothing.
         *
         * @return how many rows there are
         * @throws SQLException if the database does not do it; then nothing was done
         */
        long encryptAnew(MasterKey old, MasterKey fresh) throws SQLException;
    }

    /**
     * Rotates.
     *
     * @param checks what the database says
     * @return how many rows were encrypted anew
     * @throws StartUpRefused if the present key is not to be had, or is not kept in a file
     * @throws SQLException if the database failed; the old key is good as before
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
