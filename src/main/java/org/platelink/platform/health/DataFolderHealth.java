package org.platelink.platform.health;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.platelink.platform.server.PrivateFiles;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/** Health indicator of the data folder: checks the free disk space, and that a byte can really be written. */
final class DataFolderHealth implements HealthIndicator {

    /** The file that it writes and deletes again. */
    static final String PROBE = "health.probe";

    private final Path home;
    private final long least;

    /**
     * @param home the data folder
     * @param least how many bytes must be free
     */
    DataFolderHealth(Path home, long least) {
        this.home = home;
        this.least = least;
    }

    @Override
    public Health health() {
        try {
            long free = Files.getFileStore(home).getUsableSpace();
            if (free < least) {
                return Health.down()
                        .withDetail("reason", "the disk of the data folder is full")
                        .withDetail("free", free)
                        .withDetail("least", least)
                        .build();
            }
            // Only a real write detects a quota, a lack of inodes, or a disk that has become read-only.
            PrivateFiles.replace(home.resolve(PROBE), new byte[] {1});
            Files.deleteIfExists(home.resolve(PROBE));
            return Health.up()
                    .withDetail("free", free)
                    .withDetail("least", least)
                    .build();
        } catch (IOException failure) {
            return Health.down()
                    .withDetail("reason", "the data folder cannot be written")
                    .build();
        }
    }
}
