package org.platelink.platform.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.platelink.platform.server.StartUpRefused;

class KeyPlaceTests {

    @TempDir
    private Path home;

    @TempDir
    private Path other;

    @Test
    void keysAreInTheDataFolderUnlessAFolderIsSet() {
        assertThat(KeyPlace.of(new KeysProperties(null, null), null, home).folder())
                .isEqualTo(home.resolve("keys"));
        assertThat(KeyPlace.of(new KeysProperties(other.toString(), null), null, home)
                        .folder())
                .isEqualTo(other);
    }

    @Test
    void keysThatWereLeftBehindAreNotMadeAnew() throws Exception {
        Files.createDirectory(home.resolve("keys"));
        Files.createFile(home.resolve("keys/linkage.key"));

        assertThatExceptionOfType(StartUpRefused.class)
                .isThrownBy(() -> KeyPlace.of(new KeysProperties(other.toString(), null), null, home))
                .withMessageContaining("move the files of the one to the other");

        Files.move(home.resolve("keys/linkage.key"), other.resolve("linkage.key"));
        assertThat(KeyPlace.of(new KeysProperties(other.toString(), null), null, home))
                .isEqualTo(KeyPlace.files(other));
    }

    @Test
    void aFolderThatOthersMayReadIsRefused() throws Exception {
        Files.setPosixFilePermissions(other, PosixFilePermissions.fromString("rwxr-x---"));

        assertThatExceptionOfType(StartUpRefused.class)
                .isThrownBy(() -> KeyPlace.of(new KeysProperties(other.toString(), null), null, home))
                .withMessageContaining("chmod 700 " + other);
    }
}
