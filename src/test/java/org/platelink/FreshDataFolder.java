package org.platelink;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Gives the shared test server an empty data folder below {@code target}, and a port that it knows before it starts.
 */
class FreshDataFolder implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        try {
            Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "home-");
            int port = ServerProcess.freePort();
            Tokens.keptBy(port, folder);
            TestPropertyValues.of(
                            "platelink.home=" + folder,
                            "server.port=" + port,
                            // Tests of refusals come faster than an attacker may.
                            "platelink.security.failures-a-minute=100000",
                            "platelink.traffic.anonymous-a-minute=1000000",
                            "platelink.cors.origins=https://app.example")
                    .applyTo(context);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
