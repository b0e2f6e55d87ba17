package org.platelink.operator.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstallationTests {

    @TempDir
    private Path folder;

    @Test
    void aFolderWithOtherFilesIsLeftAsItIs() throws IOException {
        Path other = Files.createFile(folder.resolve("thesis.tex"));

        assertThatThrownBy(() -> Installation.in(folder).install(Path.of("platelink.jar")))
                .hasMessageContaining("has other files; name a folder that is empty or not there yet");
        assertThat(folder).isDirectoryContaining(other::equals);
    }

    @Test
    void aFolderWithAJarThatWasNotInstalledIsLeftAsItIs() throws IOException {
        Files.createFile(folder.resolve("platelink.jar"));

        assertThatThrownBy(() -> Installation.in(folder).install(Path.of("platelink.jar")))
                .hasMessageContaining("has a platelink.jar that was not installed");
    }

    @Test
    void aFileIsNoFolder() throws IOException {
        Path file = Files.createFile(folder.resolve("server"));

        assertThatThrownBy(() -> Installation.in(file).install(Path.of("platelink.jar")))
                .hasMessageContaining("is a file; name a folder.");
    }

    @Test
    void aJarOfSeveralReleasesHasTheClassesOfThisOneAlone() throws IOException {
        Path jar = folder.resolve("library.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MULTI_RELEASE, "true");
        try (JarOutputStream output = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            for (String entry : List.of(
                    "a/Both.class",
                    "META-INF/versions/11/a/Both.class",
                    "META-INF/versions/11/a/Newer.class",
                    "META-INF/versions/999/a/Both.class",
                    "META-INF/SIGNER.SF",
                    "META-INF/services/a.Service")) {
                output.putNextEntry(new ZipEntry(entry));
                output.write(entry.getBytes(StandardCharsets.UTF_8));
            }
        }

        MultiReleaseJar.flatten(jar);

        try (JarFile flat = new JarFile(jar.toFile())) {
            assertThat(flat.isMultiRelease()).isFalse();
            assertThat(flat.stream().map(ZipEntry::getName))
                    .containsExactlyInAnyOrder(
                            "META-INF/MANIFEST.MF", "a/Both.class", "a/Newer.class", "META-INF/services/a.Service");
            assertThat(flat.getInputStream(flat.getEntry("a/Both.class")))
                    .hasContent("META-INF/versions/11/a/Both.class");
        }
    }

    @ParameterizedTest
    @CsvSource({"17, CLASS_DATA_SHARING", "24, CLASS_DATA_SHARING", "25, AHEAD_OF_TIME", "26, AHEAD_OF_TIME"})
    void theCacheIsThatOfTheRelease(int release, ClassCache cache) {
        assertThat(ClassCache.of(release)).isEqualTo(cache);
    }
}
