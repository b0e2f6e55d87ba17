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
 * Files that only the server's own user may read, from their first byte on, where the file system knows users. A folder that
 * is made for them is the user's alone too.
 */
public final class PrivateFiles {

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private PrivateFiles() {}

    /**
     * Opens a file to add to its end, making it where it is not there.
     *
     * @throws IOException if it cannot be opened
     */
    public static FileChannel append(Path file) throws IOException {
        return open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND));
    }

    /**
     * Makes a file, which outlives a power cut when this returns.
     *
     * @throws IOException if it is there already, or cannot be written
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

    /** A file outlives a power cut under its name only when its folder does. */
    private static void forceFolder(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (POSIX && folder != null) {
            try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
                entries.force(true);
            }
        }
    }

    /**
     * Makes a file or puts it in the place of the one that is there; who reads it sees the one or the other whole.
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
     * Makes a file of what a stream gives, up to its end, without waiting for the disk.
     *
     * @param executable whether its owner may run it
     * @throws IOException if it is there already, or cannot be written
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
     * Makes a folder, and those above it, where they are not there.
     *
     * @throws IOException if it cannot be made
     */
    public static void folder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, attributes("rwx------"));
        }
    }

    /** Whether others than its owner may read a file. */
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
