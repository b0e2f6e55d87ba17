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
 * The data folder, private to the server's account and locked for one server at a time.
 *
 * <p>The lock is an operating system lock on the file {@code platelink.lock}. It ends with the process, however that
 * ends, so a killed server never blocks the next one. The file {@code layout} marks that the folder was once made
 * private; from then on the server refuses to start if other accounts have access to anything in it.
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
     * Locks a folder, and creates it where it does not exist.
     *
     * @throws StartUpRefused if another server holds the lock, the folder cannot be written, or other accounts have
     *     access
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
     * Makes a folder private without locking it: where the database is external, several servers may share the
     * folder.
     *
     * @throws StartUpRefused if it cannot be written, or other accounts have access
     */
    static void share(Path path) {
        try {
            makePrivate(path);
        } catch (IOException failure) {
            throw cannotBeWritten(path, failure);
        }
    }

    /** A folder from before file modes were checked is made private once; after that its modes are only checked. */
    private static void makePrivate(Path path) throws IOException {
        Path layout = path.resolve(LAYOUT);
        if (!Files.exists(layout)) {
            if (Files.isDirectory(path)) {
                FolderModes.tighten(path);
            }
            try {
                PrivateFiles.make(layout, "2\n".getBytes(StandardCharsets.US_ASCII));
            } catch (FileAlreadyExistsException byAnother) {
                // Two servers that share a folder started at the same time.
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

    /** Whether a server runs on the folder; false if the folder does not exist. */
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

    /** Releases the lock after a failure. A failure to release it is ignored, so that the first one is reported. */
    void release() {
        try {
            channel.close();
        } catch (IOException ends) {
            // The lock ends with the process at the latest.
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
