package org.platelink.platform.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;

class DataFolderHealthTests {

    @TempDir
    private Path home;

    @Test
    void aFolderThatCanBeWrittenIsWellAndStaysAsItWas() {
        assertThat(new DataFolderHealth(home, 1).health().getStatus()).isEqualTo(Status.UP);
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void aFullDiskIsDown() {
        Health full = new DataFolderHealth(home, Long.MAX_VALUE).health();

        assertThat(full.getStatus()).isEqualTo(Status.DOWN);
        assertThat(full.getDetails()).containsEntry("reason", "the disk of the data folder is full");
    }

    /** Whoever runs the tests may write anywhere; where a folder should be and a file is, nobody can. */
    @Test
    void whatCannotBeWrittenIsDown() throws Exception {
        Path file = Files.createFile(home.resolve("no-folder"));

        assertThat(new DataFolderHealth(file, 1).health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(new DataFolderHealth(home.resolve("away"), 1).health().getStatus())
                .isEqualTo(Status.DOWN);
    }
}
