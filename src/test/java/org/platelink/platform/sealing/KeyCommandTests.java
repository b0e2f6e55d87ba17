package org.platelink.platform.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.platelink.platform.server.StartUpRefused;

class KeyCommandTests {

    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

    @TempDir
    private Path folder;

    @Test
    void theNameIsItsLastArgumentAndNoShellReadsIt() throws Exception {
        Path program = program("[ \"$2\" = linkage ] && [ \"$1\" = '$(id)' ] && echo " + KEY);

        assertThat(new KeyCommand(program + " $(id)").ask("linkage", "the linkage table"))
                .isEqualTo(new byte[32]);
    }

    @Test
    void whatGivesNoKeyRefusesTheStartAndRepeatsNothingOfIt() throws Exception {
        refused(program("echo half-a-secret"), "holds no key of the linkage table", "half-a-secret");
        refused(program("echo half-a-secret; exit 3"), "ended with code 3", "half-a-secret");
        refused(folder.resolve("nothing-here"), "cannot be run", "half-a-secret");
    }

    @Test
    void aKeyOfACommandIsInNoFile() throws Exception {
        KeySelection key = new KeySelection("linkage", "the linkage table", "PLATELINK_LINKAGE_KEY", "-", "check");
        Path keys = folder.resolve("keys");

        MasterKey found =
                key.find(new NoRows(), new KeyPlace(null, program("echo " + KEY).toString(), keys));

        assertThat(found.checkValue("x")).isEqualTo(new MasterKey(new byte[32]).checkValue("x"));
        assertThat(keys).doesNotExist();
    }

    private void refused(Path program, String sentence, String secret) {
        assertThatExceptionOfType(StartUpRefused.class)
                .isThrownBy(() -> new KeyCommand(program.toString()).ask("linkage", "the linkage table"))
                .withMessageContaining(sentence)
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain(secret));
    }

    private Path program(String line) throws Exception {
        Path program = folder.resolve("kms-" + System.nanoTime());
        Files.writeString(program, "#!/bin/sh\n" + line + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return program;
    }

    private record NoRows() implements KeySelection.Checks {

        @Override
        public boolean isUsed() {
            return false;
        }

        @Override
        public Optional<byte[]> kept() {
            return Optional.empty();
        }

        @Override
        public void keep(byte[] check) {}
    }
}
