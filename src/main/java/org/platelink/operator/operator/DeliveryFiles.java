package org.platelink.operator.operator;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;

/** Resolves path arguments to files: a folder stands for the files in it, in the order of their names. */
final class DeliveryFiles {

    private static final int DEEPEST = 8;
    private static final int MOST = 10_000;
    private static final long LARGEST = 100L << 20;

    private DeliveryFiles() {}

    /**
     * A file to send.
     *
     * @param path the path of the file
     * @param isNamed whether it was named as an argument itself, and not through a folder above it
     */
    record Entry(Path path, boolean isNamed) {

        /** The messages in the file; none if it was found in a folder and is not a message. */
        List<Delivery> read() throws IOException {
            if (!Files.isRegularFile(path)) {
                throw Files.exists(path) ? new IOException("it is no file") : new NoSuchFileException(path.toString());
            }
            if (Files.size(path) > LARGEST) {
                throw new IOException("it is larger than " + (LARGEST >> 20) + " MB");
            }
            byte[] content = Files.readAllBytes(path);
            return isNamed || DeliveryFile.isMeant(content) ? DeliveryFile.read(content) : List.of();
        }
    }

    /**
     * The files that the arguments stand for.
     *
     * @throws IllegalArgumentException with a sentence if there are too many
     */
    static List<Entry> of(List<Path> arguments) {
        List<Entry> all = new ArrayList<>();
        for (Path argument : arguments) {
            if (Files.isDirectory(argument)) {
                below(argument).stream().map(path -> new Entry(path, false)).forEach(all::add);
            } else {
                all.add(new Entry(argument, true));
            }
        }
        if (all.size() > MOST) {
            throw new IllegalArgumentException("These are more than " + MOST + " files; send fewer at a time.");
        }
        return all;
    }

    private static List<Path> below(Path folder) {
        List<Path> files = new ArrayList<>();
        try {
            Files.walkFileTree(folder, EnumSet.noneOf(FileVisitOption.class), DEEPEST, new Visit(files));
        } catch (IOException unreadable) {
            files.add(folder);
        }
        files.sort(Comparator.naturalOrder());
        return files;
    }

    /** The message to the user about a file that cannot be read. */
    static String words(IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return "there is no such file";
        }
        if (failure instanceof AccessDeniedException) {
            return "this user may not read it";
        }
        return failure.getClass() == IOException.class ? String.valueOf(failure.getMessage()) : "it cannot be read";
    }

    /** Collects files; hidden files and symbolic links are skipped. */
    private static final class Visit extends SimpleFileVisitor<Path> {

        private final List<Path> files;

        Visit(List<Path> files) {
            this.files = files;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return isHidden(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            // A folder below the depth limit is listed like a file, and reported as unreadable.
            if (!isHidden(file) && (attributes.isRegularFile() || attributes.isDirectory())) {
                files.add(file);
            }
            return files.size() > MOST ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            files.add(file);
            return FileVisitResult.CONTINUE;
        }

        private static boolean isHidden(Path path) {
            String name = String.valueOf(path.getFileName());
            return name.startsWith(".") && !name.equals(".") && !name.equals("..");
        }
    }
}
