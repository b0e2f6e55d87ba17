package org.platelink.security.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.platform.server.StartUpRefused;

class AnchorTests {

    private final TrailState state = new TrailState();

    @TempDir
    private Path folder;

    @Test
    void aFileIsAddedToWhereItIsThere() throws Exception {
        Path file = folder.resolve("anchor");
        assertThatThrownBy(() -> AnchorWays.to(file.toUri()))
                .isInstanceOf(StartUpRefused.class)
                .hasMessageContaining("as another user");
        Files.writeString(file, "before\n");
        try (Anchor anchor = new SentAnchor(AnchorWays.to(file.toUri()), state)) {
            anchor.send("one");
            anchor.send("two");
        }

        assertThat(Files.readAllLines(file)).containsExactly("before", "one", "two");
        assertThat(state.anchorLate()).isEmpty();
    }

    @Test
    void syslogCountsTheBytesOfItsMessage() throws Exception {
        try (ServerSocket server = new ServerSocket(0)) {
            CompletableFuture<String> got = CompletableFuture.supplyAsync(() -> {
                try (Socket socket = server.accept()) {
                    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
                } catch (java.io.IOException failure) {
                    throw new java.io.UncheckedIOException(failure);
                }
            });
            AnchorWays.to(URI.create("syslog://localhost:" + server.getLocalPort()))
                    .carry("{\"number\":1}");

            String[] parts = got.join().split(" ", 2);
            assertThat(parts[1])
                    .hasSize(Integer.parseInt(parts[0]))
                    .startsWith("<109>1 ")
                    .endsWith(" - {\"number\":1}");
        }
    }

    @Test
    void whatCannotBeSentIsTriedAgainAndTold() {
        try (Anchor anchor = new SentAnchor(
                line -> {
                    throw new java.io.IOException("away");
                },
                state)) {
            anchor.send("one");
            Awaitility.await().until(() -> state.anchorLate().isPresent());
        }
        assertThat(new TrailHealth(state).health().getDetails()).containsKey("anchorLateSince");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://plain.example/", "anchor", "syslog:nowhere"})
    void anotherPlaceIsRefused(String place) {
        assertThatThrownBy(() -> AnchorWays.to(URI.create(place)))
                .isInstanceOf(StartUpRefused.class)
                .hasMessageContaining("platelink.audit.anchor");
    }
}
