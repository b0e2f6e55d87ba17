package org.platelink.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseLogTests {

    @TempDir
    Path folder;

    @Test
    void itsFilesAreFewAndSmallHoweverMuchIsSaid() throws IOException {
        DatabaseLog log = new DatabaseLog(folder, 1_000);
        for (int i = 0; i < 1_000; i++) {
            log.add("line " + i);
        }

        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(4).allSatisfy(file -> assertThat(Files.size(file))
                    .isLessThan(1_100));
        }
        assertThat(Files.readString(folder.resolve("postgres.log"))).endsWith("line 999\n");
        assertThat(Files.readString(folder.resolve("postgres.1.log"))).doesNotContain("line 999");
    }

    @Test
    void itsLastWordsAreALineWithoutTimes() {
        DatabaseLog log = new DatabaseLog(folder);
        log.add("2026-03-02 08:00:00.000 UTC [17] LOG:  of another start");
        log.begin();
        log.add(
                "2026-03-02 08:00:00.000 UTC [17] PANIC:  could not write to file \"pg_wal/xlogtemp.17\": No space left on device");
        log.add("2026-03-02 08:00:00.100 UTC [12] LOG:  shutting down");

        assertThat(log.lastWords())
                .as("why it ended, and not what comes after")
                .isEqualTo("PANIC: could not write to file \"pg_wal/xlogtemp.17\": No space left on device");
    }

    @Test
    void itsLastLinesAreToldWhereNoneIsGrave() {
        DatabaseLog log = new DatabaseLog(folder);
        for (int i = 0; i < 9; i++) {
            log.add("2026-03-02 08:00:00.000 UTC [17] LOG:  line " + i);
        }

        assertThat(log.lastWords()).isEqualTo("LOG: line 6; LOG: line 7; LOG: line 8");
    }

    @Test
    void wordsAreKeptThoughTheDiskTakesNone() throws IOException {
        DatabaseLog log = new DatabaseLog(Files.createFile(folder.resolve("a-file")));
        log.add("PANIC:  no room");

        assertThat(log.lastWords()).isEqualTo("PANIC: no room");
    }
}
