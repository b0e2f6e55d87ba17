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
 * Checks and sets the POSIX file modes of a folder: only the owner, who must be the user of this process, may have
 * access. On a file system without POSIX modes it does nothing. Symbolic links are ignored and not followed.
 */
final class FolderModes {

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    private static final Set<PosixFilePermission> OWNERS = PosixFilePermissions.fromString("rwx------");

    private FolderModes() {}

    /**
     * Removes the permissions of group and others; files of other owners are left to {@link #check}, which refuses
     * them.
     */
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
                    // A temporary file of another server on the same folder.
                }
            }
            return FileVisitResult.CONTINUE;
        }));
    }

    /**
     * Checks every file of a folder.
     *
     * @param owner the owner that all files must have
     * @throws StartUpRefused if another account may read, change or run one of them, or owns it
     */
    static void check(Path folder, UserPrincipal owner) throws IOException {
        if (!POSIX) {
            return;
        }
        ModeCheck first = new ModeCheck(owner);
        Files.walkFileTree(folder, new EachFile(first));
        if (first.sentence != null) {
            throw new StartUpRefused(first.sentence + folder + "\", and look whether anything was read or changed.");
        }
    }

    /** The error message for the first file that fails the check. */
    private static final class ModeCheck implements PosixFileVisitor {

        private final UserPrincipal owner;
        private @Nullable String sentence;

        ModeCheck(UserPrincipal owner) {
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
    private interface PosixFileVisitor {

        FileVisitResult at(Path file, PosixFileAttributes attributes) throws IOException;
    }

    /** Visits folders before their contents. A file that was deleted after it was listed is ignored. */
    private static final class EachFile extends SimpleFileVisitor<Path> {

        private final PosixFileVisitor look;

        EachFile(PosixFileVisitor look) {
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
