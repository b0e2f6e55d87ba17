package org.platelink.linkage;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.platelink.server.StartUpRefused;
import org.platelink.server.StartUpStep;

/** Which key the linkage table has: the one that was given, the one of the data folder, or a new one. */
final class LinkageKey {

    private LinkageKey() {}

    /**
     * Finds the key and makes sure that it is the one of the rows.
     *
     * @param table the table
     * @param given the key in base64; null if the file is to be used
     * @param home the data folder
     * @throws StartUpRefused if there are rows and the key is missing or another one
     */
    static LinkageKeys of(LinkageTable table, @Nullable String given, Path home) {
        boolean used = !table.isEmpty();
        KeyFile file =
                new KeyFile(home.toAbsolutePath().normalize().resolve("keys").resolve("linkage.key"));
        String place = given == null ? file.path().toString() : "PLATELINK_LINKAGE_KEY";
        Optional<byte[]> key =
                given == null ? file.read() : Optional.of(KeyFile.decoded(given, "PLATELINK_LINKAGE_KEY"));
        if (key.isEmpty() && used) {
            throw new StartUpRefused("the key of the linkage table is missing; put it back to " + place
                    + " from your backup, or give it with PLATELINK_LINKAGE_KEY.");
        }
        LinkageKeys keys = new LinkageKeys(key.orElseGet(() -> made(file)));
        byte[] check = keys.checkValue();
        boolean same = table.keyCheck()
                .filter(kept -> MessageDigest.isEqual(kept, check))
                .isPresent();
        if (used && !same) {
            throw new StartUpRefused("the key in " + place
                    + " is not the one that the linkage table was encrypted with; put that one back from your backup.");
        }
        if (!same) {
            table.keep(check);
        }
        return keys;
    }

    private static byte[] made(KeyFile file) {
        byte[] key = file.make();
        StartUpStep.tell(
                "linkage", "a new key in " + file.path() + "; without it nobody can tell who a participant is");
        return key;
    }
}
