package org.platelink.security.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteKeysTests {

    private final RemoteKeys keys = new RemoteKeys(List.of("keys.example"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://keys.example/jwks",
                "https://other.example/jwks",
                "https://keys.example.evil.example/jwks",
                "https://keys.example@evil.example/jwks",
                "https://169.254.169.254/jwks",
                "file:///etc/passwd",
                "jwks",
            })
    void onlyHttpsAndAnAllowedHost(String address) {
        assertThatThrownBy(() -> keys.allowed(address))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("keys.example");
    }

    @Test
    void anAllowedHostMayBeWrittenAsItIs() {
        assertThat(keys.allowed("https://KEYS.example/jwks")).isEqualTo(URI.create("https://KEYS.example/jwks"));
    }

    @Test
    void aRedirectIsNotFollowedAndALargeAnswerIsNotRead() throws IOException {
        AtomicInteger reached = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/redirect", exchange -> {
            exchange.getResponseHeaders().add("Location", "/target");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.createContext("/target", exchange -> {
            reached.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.createContext("/large", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(new byte[200_000]);
            exchange.close();
        });
        server.start();
        try {
            String base = "http://127.0.0.1:" + server.getAddress().getPort();
            RemoteKeys.NoRedirects retriever = new RemoteKeys.NoRedirects();
            assertThatThrownBy(() -> retriever.retrieveResource(
                            URI.create(base + "/redirect").toURL()))
                    .isInstanceOf(IOException.class);
            assertThat(reached).hasValue(0);
            assertThatThrownBy(() -> retriever.retrieveResource(
                            URI.create(base + "/large").toURL()))
                    .isInstanceOf(IOException.class);
        } finally {
            server.stop(0);
        }
    }
}
