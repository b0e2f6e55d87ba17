package org.platelink.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.platform.server.StartUpRefused;

@DisabledOnOs(OS.WINDOWS)
class FolderModesTests {

    @TempDir
    Path home;

    private Path file;

    @BeforeEach
    void aFolderOfTheServersOwn() throws IOException {
        file = Files.createDirectories(home.resolve("postgres-binaries/bin")).resolve("postgres");
        Files.createFile(file);
        DataFolder.hold(home).close();
    }

    @Test
    void whatAnEarlierVersionLeftOpenIsClosedOnce() throws IOException {
        assertThat(modes(file)).isEqualTo("rw-------");
        assertThat(modes(file.getParent())).isEqualTo("rwx------");
        assertThat(modes(home.resolve("platelink.lock"))).isEqualTo("rw-------");
        assertThat(modes(home.resolve("layout"))).isEqualTo("rw-------");
    }

    @Test
    void aPrivateFolderIsTakenAgain() {
        assertThatCode(() -> DataFolder.hold(home).close()).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw----r--", "rw--w----", "rwx-----x", "rwxrwxrwx"})
    void aFileThatOthersMayUseIsNamedAndHowToMendIt(String modes) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(modes));

        assertThatThrownBy(() -> DataFolder.hold(home))
                .isInstanceOf(StartUpRefused.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(modes)
                .hasMessageContaining("chmod -R go= \"" + home + "\"");
        assertThatThrownBy(() -> DataFolder.share(home)).isInstanceOf(StartUpRefused.class);
    }

    @Test
    void theFolderItselfCountsToo() throws IOException {
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThatThrownBy(() -> DataFolder.hold(home)).isInstanceOf(StartUpRefused.class);
    }

    @Test
    void aFolderIsFreeAgainAfterARefusal() throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> DataFolder.hold(home)).isInstanceOf(StartUpRefused.class);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

        assertThatCode(() -> DataFolder.hold(home).close()).doesNotThrowAnyException();
    }

    @Test
    void aLinkIsNotFollowed(@TempDir Path elsewhere) throws IOException {
        Path open = Files.createFile(elsewhere.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-rw-rw-"));
        Files.createSymbolicLink(home.resolve("link"), open);

        assertThatCode(() -> DataFolder.hold(home).close()).doesNotThrowAnyException();
        assertThat(modes(open)).isEqualTo("rw-rw-rw-");
    }

    private static String modes(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
