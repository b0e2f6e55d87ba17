package org.platelink.security.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.PrivateFiles;

/**
 * A file with the last links that a server wrote into the trail, {@code audit/last-*.json} beside the checkpoints. It
 * survives a server that is killed before the next checkpoint. A running server holds a lock on its file, and deletes
 * it at an orderly stop.
 */
final class LastWrittenMarker implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LENGTH = 300;

    private final Path file;
    private final FileChannel channel;
    private final FileLock ours;

    private LastWrittenMarker(Path file, FileChannel channel, FileLock ours) {
        this.file = file;
        this.channel = channel;
        this.ours = ours;
    }

    /**
     * Two links of the chain.
     *
     * @param last the last one that was written
     * @param durable the last one that was written durably: no power cut can lose it
     */
    record Words(Link last, Link durable) {

        static final Words NONE = new Words(Link.NONE, Link.NONE);
    }

    /** Creates a new file in a data folder. */
    static LastWrittenMarker in(Path home) throws IOException {
        Path file = home.resolve("audit/last-" + UUID.randomUUID() + ".json");
        FileChannel made = PrivateFiles.append(file);
        made.close();
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            throw new IOException("the file " + file.getFileName() + " is another's");
        }
        LastWrittenMarker word = new LastWrittenMarker(file, channel, lock);
        word.say(Words.NONE);
        return word;
    }

    /** Overwrites the links in the file. */
    void say(Words words) throws IOException {
        String text = JSON.createObjectNode()
                .put("seq", words.last.seq())
                .put("hash", words.last.hash())
                .put("durableSeq", words.durable.seq())
                .put("durableHash", words.durable.hash())
                .toString();
        // Padded to a fixed length, so that nothing of the previous text remains.
        byte[] padded = (text + " ".repeat(LENGTH - 1 - text.length()) + "\n").getBytes(StandardCharsets.US_ASCII);
        channel.write(ByteBuffer.wrap(padded), 0);
    }

    /** The files of all servers, running or killed, in a data folder. */
    static List<Path> filesIn(Path home) throws IOException {
        List<Path> files = new ArrayList<>();
        Path folder = home.resolve("audit");
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "last-*.json")) {
                all.forEach(files::add);
            }
        }
        return files;
    }

    /** Reads a file; empty if it is gone or its text is incomplete. */
    static Optional<Words> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            JsonNode json = JSON.readTree(Files.readString(file, StandardCharsets.ISO_8859_1));
            return json.hasNonNull("hash")
                    ? Optional.of(new Words(link(json, "seq", "hash"), link(json, "durableSeq", "durableHash")))
                    : Optional.empty();
        } catch (JsonProcessingException torn) {
            return Optional.empty();
        }
    }

    private static Link link(JsonNode json, String seq, String hash) {
        return new Link(json.path(seq).asLong(), json.path(hash).asText());
    }

    /** Reads the file of a server that does not run any more; null if that server runs. */
    static @Nullable Words takeOver(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null ? null : read(file).orElse(Words.NONE);
        } catch (OverlappingFileLockException | NoSuchFileException ofAnother) {
            return null;
        }
    }

    /** Deletes the file: the trail has a checkpoint of all that was written. */
    @Override
    public void close() throws IOException {
        ours.release();
        channel.close();
        Files.deleteIfExists(file);
    }
}
