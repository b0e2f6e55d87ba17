package org.platelink;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The installed server has its classes from the cache that was written when it was installed. */
@OwnServers
class InstallIT {

    @TempDir
    private Path home;

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "reads what is mapped from /proc")
    void theServerMapsItsCacheAndTheToolPrintsATokenForIt() throws Exception {
        try (ServerProcess server = ServerProcess.startUntilReady(Map.of("PLATELINK_HOME", home.toString()))) {
            assertThat(Files.readString(Path.of("/proc", Long.toString(server.pid()), "maps")))
                    .contains("/target/server/server.cache");

            Process tool = new ProcessBuilder(
                            PackagedServer.java(),
                            PackagedServer.tool(),
                            "token",
                            "--client",
                            home.resolve("clients/analyst-demo.json").toString())
                    .redirectErrorStream(true)
                    .start();
            String token = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();

            assertThat(token).as("nothing but the token").matches("[\\w.-]+");
            assertThat(FhirClient.withToken(server.port(), token)
                            .get("/Patient")
                            .status())
                    .isEqualTo(200);
        }
    }
}
