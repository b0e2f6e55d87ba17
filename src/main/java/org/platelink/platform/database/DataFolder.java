package org.platelink.platform.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.platelink.platform.server.PrivateFiles;
import org.platelink.platform.server.StartUpRefused;

/**
 * The folder that holds everything the server keeps: nobody else's, and held by one server at a time.
 *
 * <p>The hold is a lock of the operating system on the file {@code platelink.lock}: it ends with the process, however
 * that ends, so a killed server never keeps the next one out. The file {@code layout} says that the folder was once made
 * private; from then on whatever other accounts may use is a reason not to start.
 */
final class DataFolder implements AutoCloseable {

    private static final String LOCK = "platelink.lock";
    private static final String LAYOUT = "layout";

    private final Path path;
    private final FileChannel channel;

    private DataFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Takes hold of a folder, making it where it does not exist.
     *
     * @throws StartUpRefused if another server holds it, it cannot be written, or other accounts may use it
     */
    static DataFolder hold(Path path) {
        try {
            FileChannel channel = PrivateFiles.append(path.resolve(LOCK));
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                throw new StartUpRefused("the data folder " + path
                        + " is in use by another Platelink; stop that one, or set PLATELINK_HOME to another folder.");
            }
            try {
                makePrivate(path);
            } catch (IOException | RuntimeException failure) {
                channel.close();
                throw failure;
            }
            return new DataFolder(path, channel);
        } catch (IOException failure) {
            throw cannotBeWritten(path, failure);
        }
    }

    /**
     * Sees to it that a folder is nobody else's, without a hold: where the database is elsewhere, several servers may share it.
     *
     * @throws StartUpRefused if it cannot be written, or other accounts may use it
     */
    static void share(Path path) {
        try {
            makePrivate(path);
        } catch (IOException failure) {
            throw cannotBeWritten(path, failure);
        }
    }

    /** A folder of the time before modes were looked at is made private once. */
    private static void makePrivate(Path path) throws IOException {
        Path layout = path.resolve(LAYOUT);
        if (!Files.exists(layout)) {
            if (Files.isDirectory(path)) {
                FolderModes.tighten(path);
            }
            try {
                PrivateFiles.make(layout, "2\n".getBytes(StandardCharsets.US_ASCII));
            } catch (FileAlreadyExistsException byAnother) {
                // Two servers that share a folder started at once.
            }
        }
        Path mine = Files.createTempFile(path, "owner", "");
        try {
            FolderModes.check(path, Files.getOwner(mine));
        } finally {
            Files.delete(mine);
        }
    }

    private static StartUpRefused cannotBeWritten(Path path, IOException failure) {
        return new StartUpRefused(
                "the data folder " + path
                        + " cannot be written; give this user the right to write it, or set PLATELINK_HOME to another folder.",
                failure);
    }

    /** Whether a server runs on a folder, which may not be there. */
    static boolean isHeld(Path path) throws IOException {
        Path lock = path.resolve(LOCK);
        if (!Files.exists(lock)) {
            return false;
        }
        try (FileChannel channel = PrivateFiles.append(lock);
                FileLock free = channel.tryLock()) {
            return free == null;
        } catch (OverlappingFileLockException here) {
            return true;
        }
    }

    Path path() {
        return path;
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    @Override
    public String toString() {
        return path.toString();
    }

    /** Lets it go after a failure, which is the one to be told of. */
    void release() {
        try {
            channel.close();
        } catch (IOException ends) {
            // With the process at the latest.
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
