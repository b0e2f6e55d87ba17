package org.platelink.platform.sealing;

import java.security.MessageDigest;
import java.util.Optional;
import org.platelink.platform.server.StartUpRefused;
import org.platelink.platform.server.StartUpStep;

/**
 * Which key something in the database has: the one that was given, the one of the folder of keys, or a new one.
 *
 * @param name by what its file {@code <name>.key} is called
 * @param of what is encrypted with it, such as {@code the linkage table}
 * @param variable the environment variable by which it can be given
 * @param loss what nobody can do without it, such as {@code nobody can tell who a participant is}
 * @param purpose for which the value is made that tells it from others
 */
public record KeySelection(String name, String of, String variable, String loss, String purpose) {

    /** What the database says of the key that it was encrypted with. */
    public interface Checks {

        /** Whether anything is encrypted with it. */
        boolean isUsed();

        /** What its key is told by. */
        Optional<byte[]> kept();

        /** Takes another key, as long as nothing is encrypted. */
        void keep(byte[] check);
    }

    /**
     * Finds the key and makes sure that it is the one of the rows.
     *
     * @param checks what the database says
     * @param place where it comes from
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

    /** A change of keys that was broken off has either come to pass in the database or not; the files follow that. */
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
