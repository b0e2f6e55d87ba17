package org.platelink.operator.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    @ParameterizedTest
    @CsvSource({"17, CLASS_DATA_SHARING", "24, CLASS_DATA_SHARING", "25, AHEAD_OF_TIME", "26, AHEAD_OF_TIME"})
    void theCacheIsThatOfTheRelease(int release, ClassCache cache) {
        assertThat(ClassCache.of(release)).isEqualTo(cache);
    }
}
