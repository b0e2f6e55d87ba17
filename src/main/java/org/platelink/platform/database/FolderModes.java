package org.platelink.platform.database;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.StartUpRefused;

/**
 * Who may do what with the files of a folder: their owner alone, who is the user of this process. Where the file system knows no
 * users there is nothing to look at. A symbolic link counts for nothing itself, and is not followed.
 */
final class FolderModes {

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    private static final Set<PosixFilePermission> OWNERS = PosixFilePermissions.fromString("rwx------");

    private FolderModes() {}

    /** Takes from everybody but the owner what they may do; what belongs to another is left as it is. */
    static void tighten(Path folder) throws IOException {
        if (!POSIX) {
            return;
        }
        Files.walkFileTree(folder, new EachFile((file, attributes) -> {
            if (!OWNERS.containsAll(attributes.permissions())) {
                Set<PosixFilePermission> kept = new HashSet<>(attributes.permissions());
                kept.retainAll(OWNERS);
                try {
                    Files.setPosixFilePermissions(file, kept);
                } catch (NoSuchFileException gone) {
                    // Another server on the folder had it for a moment.
                }
            }
            return FileVisitResult.CONTINUE;
        }));
    }

    /**
     * Looks at every file of a folder.
     *
     * @param owner whose all of it must be
     * @throws StartUpRefused if another account may read, change or run one of them, or owns it
     */
    static void check(Path folder, UserPrincipal owner) throws IOException {
        if (!POSIX) {
            return;
        }
        FirstWrong first = new FirstWrong(owner);
        Files.walkFileTree(folder, new EachFile(first));
        if (first.sentence != null) {
            throw new StartUpRefused(first.sentence + folder + "\", and look whether anything was read or changed.");
        }
    }

    /** What is wrong with the first file with which anything is. */
    private static final class FirstWrong implements Look {

        private final UserPrincipal owner;
        private @Nullable String sentence;

        FirstWrong(UserPrincipal owner) {
            this.owner = owner;
        }

        @Override
        public FileVisitResult at(Path file, PosixFileAttributes attributes) {
            if (!attributes.owner().equals(owner)) {
                sentence = "\"" + file + "\" in the data folder belongs to " + attributes.owner()
                        + " and the server runs as " + owner + "; give it to the server by chown -R " + owner + " \"";
                return FileVisitResult.TERMINATE;
            }
            if (!OWNERS.containsAll(attributes.permissions())) {
                sentence = "other accounts may use \"" + file + "\" in the data folder ("
                        + PosixFilePermissions.toString(attributes.permissions())
                        + "), which must be the server's alone; mend it by chmod -R go= \"";
                return FileVisitResult.TERMINATE;
            }
            return FileVisitResult.CONTINUE;
        }
    }

    @FunctionalInterface
    private interface Look {

        FileVisitResult at(Path file, PosixFileAttributes attributes) throws IOException;
    }

    /** Folders come before what is in them. What has gone between its listing and the look at it is of no concern. */
    private static final class EachFile extends SimpleFileVisitor<Path> {

        private final Look look;

        EachFile(Look look) {
            this.look = look;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
            return visitFile(folder, attributes);
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (attributes.isSymbolicLink()) {
                return FileVisitResult.CONTINUE;
            }
            PosixFileAttributes posix;
            try {
                posix = Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            } catch (NoSuchFileException gone) {
                return FileVisitResult.CONTINUE;
            }
            return look.at(file, posix);
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }
    }
}
