package org.platelink.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresArchiveTests {

    @TempDir
    Path folder;

    /**
     * To unpack all of them takes long; what each unpacks to was written down together with the digest that is
     * compared here.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres-linux-x86_64.txz",
                "postgres-linux-x86_64-alpine_linux.txz",
                "postgres-linux-arm_64.txz",
                "postgres-darwin-x86_64.txz",
                "postgres-darwin-arm_64.txz",
                "postgres-windows-x86_64.txz"
            })
    void everyArchiveThatAJarMayHaveIsTheOneThatIsWrittenDown(String name) throws Exception {
        PostgresArchive archive = new PostgresArchive(name);

        String digest = digest(name);

        if (!digest.equals(archive.archiveDigest())) {
            archive.unpack(folder);
            assertThat(archive.archiveDigest())
                    .as("write %s=%s %s", name, digest, FolderDigest.of(folder))
                    .isEqualTo(digest);
        }
    }

    @Test
    void thisPlatformsUnpacksToWhatIsWrittenDown() throws Exception {
        PostgresArchive archive = PostgresArchive.ofThisPlatform();

        archive.unpack(folder);

        assertThat(FolderDigest.of(folder)).isEqualTo(archive.digest());
    }

    @ParameterizedTest
    @CsvSource({
        "linux, amd64, false, postgres-linux-x86_64.txz",
        "linux, amd64, true, postgres-linux-x86_64-alpine_linux.txz",
        "linux, aarch64, false, postgres-linux-arm_64.txz",
        "mac os x, aarch64, false, postgres-darwin-arm_64.txz",
        "mac os x, x86_64, false, postgres-darwin-x86_64.txz",
        "windows 11, amd64, false, postgres-windows-x86_64.txz"
    })
    void anArchiveIsNamedByItsPlatform(String system, String processor, boolean isAlpine, String name) {
        assertThat(PostgresArchive.names(system, processor, isAlpine).get(0)).isEqualTo(name);
    }

    private static String digest(String name) throws Exception {
        try (InputStream archive = PostgresArchive.class.getResourceAsStream("/" + name)) {
            if (archive == null) {
                throw new IOException("There is no " + name);
            }
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(archive.readAllBytes()));
        }
    }
}
