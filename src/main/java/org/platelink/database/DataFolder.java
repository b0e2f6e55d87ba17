package org.platelink.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.platelink.server.StartUpRefused;

/**
 * The folder that holds everything the server keeps, held by one server at a time.
 *
 * <p>The hold is a lock of the operating system on the file {@code platelink.lock}: it ends with the process, however
 * that ends, so a killed server never keeps the next one out.
 */
final class DataFolder implements AutoCloseable {

    private final Path path;
    private final FileChannel channel;

    private DataFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Takes hold of a folder, making it where it does not exist.
     *
     * @throws StartUpRefused if another server holds it or it cannot be written
     */
    static DataFolder hold(Path path) {
        try {
            Files.createDirectories(path);
            FileChannel channel = FileChannel.open(
                    path.resolve("platelink.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                throw new StartUpRefused("the data folder " + path
                        + " is in use by another Platelink; stop that one, or set PLATELINK_HOME to another folder.");
            }
            return new DataFolder(path, channel);
        } catch (IOException failure) {
            throw new StartUpRefused(
                    "the data folder " + path
                            + " cannot be written; give this user the right to write it, or set PLATELINK_HOME to another folder.",
                    failure);
        }
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    @Override
    public String toString() {
        return path.toString();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
