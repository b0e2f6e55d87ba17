package org.platelink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The README's own commands, run by a shell from the project's root; only the port differs. */
@ServerTest
class ReadmeIT {

    private final int port;

    ReadmeIT(@LocalServerPort int port) {
        this.port = port;
    }

    @Test
    void pushRefusalAndSearchDoWhatTheReadmeSays() throws Exception {
        List<String> commands = Files.readAllLines(Path.of("README.md")).stream()
                .filter(line -> line.startsWith("curl "))
                .toList();
        assertThat(commands).hasSize(5);

        assertThat(run(commands.get(0))).contains("Patient/demo-001", "ResearchSubject/demo-001", "201 Created");
        assertThat(run(commands.get(1))).contains("201 Created").doesNotContain("200 OK");
        assertThat(run(commands.get(1))).contains("200 OK").doesNotContain("201 Created");
        assertThat(run(commands.get(2))).contains("OperationOutcome", "10*9/L, 10^9/L, 10*3/uL");
        assertThat(run(commands.get(3))).contains("\"total\":1", "\"value\":27");
        assertThat(run(commands.get(4))).contains("\"value\":27");
    }

    private String run(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "sh", "-c", command.replace("curl ", "curl -s ").replace("localhost:8080", "localhost:" + port))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }
}
