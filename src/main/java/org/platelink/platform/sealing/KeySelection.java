package org.platelink.platform.sealing;

import java.security.MessageDigest;
import java.util.Optional;
import org.platelink.platform.server.StartUpRefused;
import org.platelink.platform.server.StartUpStep;

/**
 * Finds the key for encrypted rows of the database (the given one, the one in the key folder, or a new one), and
 * checks that the rows were encrypted with it.
 *
 * @param name the name of the key, whose file is {@code <name>.key}
 * @param of what is encrypted with it, such as {@code the linkage table}
 * @param variable the environment variable by which it can be given
 * @param loss what is lost without it, for the message, such as {@code nobody can tell who a participant is}
 * @param purpose the purpose for which its check value is derived
 */
public record KeySelection(String name, String of, String variable, String loss, String purpose) {

    /** The database's record of the key that its rows are encrypted with. */
    public interface Checks {

        /** Whether any row is encrypted with it. */
        boolean isUsed();

        /** The check value of the key. */
        Optional<byte[]> kept();

        /** Stores the check value of another key, while no row is encrypted. */
        void keep(byte[] check);
    }

    /**
     * Finds the key, and checks that it is the one of the rows.
     *
     * @param checks the database's record of its key
     * @param place the source of the key
     * @throws StartUpRefused if there are rows and the key is missing or another one
     */
    public MasterKey find(Checks checks, KeyPlace place) {
        boolean used = checks.isUsed();
        KeyFile file = KeyFile.in(place.folder(), name, of);
        Optional<byte[]> key;
        String from;
        if (place.given() != null) {
            key = Optional.of(KeyFile.decoded(place.given(), variable, of));
            from = variable;
        } else if (place.command() != null) {
            key = Optional.of(new KeyCommand(place.command()).ask(name, of));
            from = "PLATELINK_KEYS_COMMAND";
        } else {
            endRotation(checks, file);
            key = file.read();
            from = file.path().toString();
        }
        if (key.isEmpty() && used) {
            throw new StartUpRefused("the key of " + of + " is missing; put it back to " + from
                    + " from your backup, or give it with " + variable + ".");
        }
        MasterKey master = new MasterKey(key.orElseGet(() -> made(file)));
        byte[] check = master.checkValue(purpose);
        boolean same =
                checks.kept().filter(kept -> MessageDigest.isEqual(kept, check)).isPresent();
        if (used && !same) {
            throw new StartUpRefused("the key in " + from + " is not the one that " + of
                    + " was encrypted with; put that one back from your backup.");
        }
        if (!same) {
            checks.keep(check);
        }
        return master;
    }

    /**
     * Completes or undoes an interrupted rotation: the files follow whether the database was encrypted with the next
     * key.
     */
    private void endRotation(Checks checks, KeyFile file) {
        Optional<byte[]> next = file.next().read();
        if (next.isEmpty()) {
            return;
        }
        byte[] check = new MasterKey(next.get()).checkValue(purpose);
        if (checks.kept().filter(kept -> MessageDigest.isEqual(kept, check)).isPresent()) {
            file.giveWayToNext();
        } else {
            file.next().remove();
        }
    }

    private byte[] made(KeyFile file) {
        byte[] key = file.make();
        StartUpStep.tell(name, "a new key in " + file.path() + "; without it " + loss);
        return key;
    }
}
