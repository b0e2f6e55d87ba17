package org.platelink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * The commands of the README and of the page for operators, run by a shell from the project's root; only the port
 * differs.
 */
@ServerTest
class ReadmeIT {

    private final int port;

    ReadmeIT(@LocalServerPort int port) {
        this.port = port;
    }

    @Test
    void pushRefusalAndSearchDoWhatTheReadmeSays() throws Exception {
        List<String> commands = commands();
        assertThat(commands).hasSize(12);

        assertThat(run(commands.get(0))).contains("Patient/demo-001", "ResearchSubject/demo-001", "201 Created");
        assertThat(run(commands.get(1))).contains("201 Created").doesNotContain("200 OK");
        assertThat(run(commands.get(1))).contains("200 OK").doesNotContain("201 Created");
        assertThat(run(commands.get(2))).contains("OperationOutcome", "10*9/L, 10^9/L, 10*3/uL");
        assertThat(run(commands.get(3))).contains("\"total\":1", "\"value\":27");
        // Other tests of the shared server leave counts below 30 too, and this is the first page of them.
        assertThat(run(commands.get(4))).contains("\"mode\":\"match\"", "777-3").doesNotContain("\"total\":0");
        assertThat(run(commands.get(5))).contains("Patient/demo-001");
        assertThat(run(commands.get(6))).contains("MSA|AA|SYN-20260302-1").doesNotContain("ERR");
        assertThat(run(commands.get(7))).contains("MSA|AA|SYN-20260302-2").doesNotContain("ERR");
        Awaitility.await().until(() -> run(commands.get(3)).contains("Clumped"));
        assertThat(run(commands.get(3))).contains("\"total\":1").doesNotContain("\"value\":27");
        assertThat(run(commands.get(8))).contains("\"status\":\"applied\"").doesNotContain("SYN-0001");
        assertThat(run(commands.get(9))).contains("undecided", "INC03", "ALT 31 U/L on 2026-03-02");
        // The demo subject's ALT as a row of the wide table.
        assertThat(run(commands.get(10))).contains("platelets,platelets_unit,alt,alt_unit", ",31,U/L,");
        assertThat(run(commands.get(11))).contains("<trial_id>NCT06813157</trial_id>", "<country2/>");
    }

    @Test
    void theOperatorsCommandsDoWhatTheReadmeSays() throws Exception {
        List<String> commands = Files.readAllLines(Path.of("src/docs/operate.md")).stream()
                .filter(line -> line.startsWith("java -jar target/platelink.jar"))
                .filter(line -> !line.contains(" demo ") && !line.contains(" send ") && !line.contains(" install "))
                .toList();
        assertThat(commands).hasSize(9);
        Files.deleteIfExists(Path.of("target/lab-a.json"));
        Files.deleteIfExists(Path.of("target/lab-a-new.json"));

        assertThat(run(commands.get(0).replace("lab-a.json", "target/lab-a.json")))
                .contains("added lab-a");
        assertThat(run(commands.get(1))).contains("lab-a", "ehr", "site-unknown", "coordinator-demo");
        assertThat(run(commands.get(2).replace("lab-a-new.json", "target/lab-a-new.json")))
                .contains("replaced the keys of lab-a; its key is in");
        assertThat(run(commands.get(3))).contains("revoked lab-a");
        assertThat(run(commands.get(4))).contains("whole: ");
        assertThat(run(commands.get(5))).contains("No result is in doubt.");
        assertThat(run(commands.get(6)))
                .contains("l.chen chooses a password at /desk/welcome of the server with the code");
        assertThat(run(commands.get(7))).contains("l.chen", "coordinator", "site-unknown", "invited", "L. Chen");
        assertThat(run(commands.get(8))).contains("disabled l.chen");
    }

    /** Each curl with the token that stands before it. */
    private static List<String> commands() throws IOException {
        List<String> commands = new ArrayList<>();
        String token = "";
        for (String line : Files.readAllLines(Path.of("README.md"))) {
            if (line.startsWith("TOKEN=")) {
                token = line;
            } else if (line.startsWith("curl ")) {
                commands.add(token + "\n" + line);
            }
        }
        return commands;
    }

    private String run(String command) throws IOException, InterruptedException {
        ProcessBuilder process = new ProcessBuilder(
                        "sh",
                        "-c",
                        command.replace("\ncurl ", "\ncurl -s ")
                                .replace("localhost:8080", "localhost:" + port)
                                .replace("data/clients", Tokens.home(port) + "/clients"))
                .redirectErrorStream(true);
        process.environment().put("PLATELINK_HOME", Tokens.home(port).toString());
        Process running = process.start();
        String output = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(running.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(running.exitValue()).as(output).isZero();
        return output;
    }
}
