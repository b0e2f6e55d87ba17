package org.platelink.platform.database;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * SHA-256 digest of all files of a folder: their paths, in order, their contents, and the targets of symbolic links.
 * Folders themselves do not count.
 */
final class FolderDigest {

    private static final int BUFFER = 1 << 16;

    private FolderDigest() {}

    static String of(Path folder) throws IOException {
        Map<String, Path> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            all.filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
                    .forEach(
                            file -> files.put(folder.relativize(file).toString().replace('\\', '/'), file));
        }
        MessageDigest digest = sha256();
        byte[] buffer = new byte[BUFFER];
        for (Map.Entry<String, Path> file : files.entrySet()) {
            if (Files.isSymbolicLink(file.getValue())) {
                say(digest, "link " + file.getKey() + " " + Files.readSymbolicLink(file.getValue()));
                continue;
            }
            // With the length before the content, one file cannot have the same digest as two.
            say(digest, "file " + file.getKey() + " " + Files.size(file.getValue()));
            try (InputStream content = Files.newInputStream(file.getValue())) {
                for (int read = content.read(buffer); read > 0; read = content.read(buffer)) {
                    digest.update(buffer, 0, read);
                }
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void say(MessageDigest digest, String line) {
        digest.update((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
