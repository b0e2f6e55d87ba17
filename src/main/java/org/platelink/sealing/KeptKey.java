package org.platelink.sealing;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.platelink.server.StartUpRefused;
import org.platelink.server.StartUpStep;

/**
 * Which key something in the database has: the one that was given, the one of the data folder, or a new one.
 *
 * @param name by what its file {@code keys/<name>.key} is called
 * @param of what is encrypted with it, such as {@code the linkage table}
 * @param variable the environment variable by which it can be given
 * @param loss what nobody can do without it, such as {@code nobody can tell who a participant is}
 */
public record KeptKey(String name, String of, String variable, String loss) {

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
     * @param purpose for which the key's check value is made
     * @param given the key in base64; null if the file is to be used
     * @param home the data folder
     * @throws StartUpRefused if there are rows and the key is missing or another one
     */
    public MasterKey find(Checks checks, String purpose, @Nullable String given, Path home) {
        boolean used = checks.isUsed();
        KeyFile file =
                new KeyFile(home.toAbsolutePath().normalize().resolve("keys").resolve(name + ".key"), of);
        String place = given == null ? file.path().toString() : variable;
        Optional<byte[]> key = given == null ? file.read() : Optional.of(KeyFile.decoded(given, variable, of));
        if (key.isEmpty() && used) {
            throw new StartUpRefused("the key of " + of + " is missing; put it back to " + place
                    + " from your backup, or give it with " + variable + ".");
        }
        MasterKey master = new MasterKey(key.orElseGet(() -> made(file)));
        byte[] check = master.checkValue(purpose);
        boolean same =
                checks.kept().filter(kept -> MessageDigest.isEqual(kept, check)).isPresent();
        if (used && !same) {
            throw new StartUpRefused("the key in " + place + " is not the one that " + of
                    + " was encrypted with; put that one back from your backup.");
        }
        if (!same) {
            checks.keep(check);
        }
        return master;
    }

    private byte[] made(KeyFile file) {
        byte[] key = file.make();
        StartUpStep.tell(name, "a new key in " + file.path() + "; without it " + loss);
        return key;
    }
}
