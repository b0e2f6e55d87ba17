package org.platelink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.platelink.security.token.ClientFile;
import org.platelink.security.token.TokenRequest;

/** Tokens of the clients that a server made at its first start, asked for over HTTP and kept while they last. */
public final class Tokens {

    private static final Duration KEPT = Duration.ofMinutes(4);
    private static final Map<Integer, Path> HOMES = new ConcurrentHashMap<>();
    private static final Map<String, CachedToken> TOKENS = new ConcurrentHashMap<>();

    private Tokens() {}

    /** Notes where the server on a port keeps its clients' files. */
    public static void keptBy(int port, Path home) {
        HOMES.put(port, home);
        TOKENS.keySet().removeIf(key -> key.startsWith(port + " "));
    }

    /** Where the server on a port keeps its files. */
    public static Path home(int port) {
        return Objects.requireNonNull(HOMES.get(port), "no server is known on the port");
    }

    /** The file of a client of the server on a port. */
    public static ClientFile file(int port, String client) {
        Path home = home(port);
        Path file = client.equals("operator")
                ? home.resolve("keys/operator.json")
                : home.resolve("clients").resolve(client + ".json");
        try {
            return ClientFile.parse(Files.readString(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static String of(int port, String client) {
        return TOKENS.compute(
                        port + " " + client, (key, kept) -> kept != null && kept.lasts() ? kept : ask(port, client))
                .token();
    }

    /** A token of a client with its file at hand, or an error if it is refused. */
    public static String of(int port, ClientFile file) {
        return ask(port, file).token();
    }

    /** Tokens of a client with its file at hand, each for as long as it lasts. */
    static Supplier<String> renewed(int port, ClientFile file) {
        AtomicReference<CachedToken> kept = new AtomicReference<>();
        return () -> kept.updateAndGet(token -> token != null && token.lasts() ? token : ask(port, file))
                .token();
    }

    private static CachedToken ask(int port, String client) {
        return ask(port, file(port, client));
    }

    private static CachedToken ask(int port, ClientFile file) {
        HttpResponse<String> answer = post(port, new TokenRequest(file, file.scope()).form());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        try {
            return new CachedToken(
                    new ObjectMapper()
                            .readTree(answer.body())
                            .get("access_token")
                            .asText(),
                    Instant.now());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Sends a form to the token endpoint. */
    public static HttpResponse<String> post(int port, String form) {
        return post(port, "/oauth2/token", form);
    }

    /** Sends a form to a path, with headers. */
    public static HttpResponse<String> post(int port, String path, String form, String... headers) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(form));
            if (headers.length > 0) {
                request.headers(headers);
            }
            return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private record CachedToken(String token, Instant since) {

        boolean lasts() {
            return since.plus(KEPT).isAfter(Instant.now());
        }
    }
}
