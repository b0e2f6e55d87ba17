package org.platelink.platform.database;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.platelink.ServerTest;
import org.springframework.beans.factory.annotation.Value;

/** Whatever any part of the server has written to its data folder by now. */
@ServerTest
class DataFolderIT {

    private final Path home;

    DataFolderIT(@Value("${platelink.home}") Path home) {
        this.home = home;
    }

    @Test
    void nothingInItIsForOthersSoThatTheNextStartIsNotRefused() {
        assertThatCode(() -> FolderModes.check(home, Files.getOwner(home))).doesNotThrowAnyException();
    }
}
