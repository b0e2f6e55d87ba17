package org.platelink.platform.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Creates files that only the server's own user may read, from their first byte on, where the file system is a POSIX
 * one. A folder that is created for them is the user's alone too.
 */
public final class PrivateFiles {

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private PrivateFiles() {}

    /**
     * Opens a file for appending, creating it where it does not exist.
     *
     * @throws IOException if it cannot be opened
     */
    public static FileChannel append(Path file) throws IOException {
        return open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND));
    }

    /**
     * Creates a file, which survives a power cut when this returns.
     *
     * @throws IOException if it exists already, or cannot be written
     */
    public static void make(Path file, byte[] content) throws IOException {
        write(file, content);
        forceFolder(file);
    }

    private static void write(Path file, byte[] content) throws IOException {
        try (FileChannel channel = open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
            channel.write(ByteBuffer.wrap(content));
            channel.force(true);
        }
    }

    /** A file survives a power cut under its name only if its folder is flushed too. */
    private static void forceFolder(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (POSIX && folder != null) {
            try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
                entries.force(true);
            }
        }
    }

    /**
     * Creates a file or replaces it atomically: a reader sees the old or the new content as a whole.
     *
     * @throws IOException if it cannot be written
     */
    public static void replace(Path file, byte[] content) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(beside);
        write(beside, content);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
        forceFolder(file);
    }

    /**
     * Creates a file from a stream, up to its end, without waiting for the disk.
     *
     * @param executable whether its owner may run it
     * @throws IOException if it exists already, or cannot be written
     */
    public static void unpack(Path file, InputStream content, boolean executable) throws IOException {
        try (FileChannel channel = open(
                        file,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        executable ? "rwx------" : "rw-------");
                OutputStream out = Channels.newOutputStream(channel)) {
            content.transferTo(out);
        }
    }

    /**
     * Creates a folder, and those above it, where they do not exist.
     *
     * @throws IOException if it cannot be created
     */
    public static void folder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, attributes("rwx------"));
        }
    }

    /** Whether others than its owner have any permission on a file. */
    public static boolean isReadableByOthers(Path file) throws IOException {
        return POSIX && !PosixFilePermissions.fromString("rwx------").containsAll(Files.getPosixFilePermissions(file));
    }

    private static FileChannel open(Path file, Set<? extends OpenOption> options) throws IOException {
        return open(file, options, "rw-------");
    }

    private static FileChannel open(Path file, Set<? extends OpenOption> options, String permissions)
            throws IOException {
        if (file.getParent() != null) {
            folder(file.getParent());
        }
        return FileChannel.open(file, options, attributes(permissions));
    }

    private static FileAttribute<?>[] attributes(String permissions) {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
