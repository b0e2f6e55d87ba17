package org.platelink.security.loopback;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.platelink.security.access.Caller;
import org.springframework.http.HttpHeaders;

/** Sends requests to this server itself, for a person. */
public final class LoopbackClient {

    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final LoopbackConnector connector;
    private final LoopbackTokens tokens;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    LoopbackClient(LoopbackConnector connector, LoopbackTokens tokens) {
        this.connector = connector;
        this.tokens = tokens;
    }

    /**
     * What is asked.
     *
     * @param method of HTTP
     * @param path with its query, both encoded, such as {@code /fhir/ResearchStudy?_count=1}
     * @param accept the media type that is wanted
     * @param contentType of the body; null if there is none
     * @param body null if there is none
     * @param prefer as in {@code Prefer}; null for no preference
     */
    public record Request(
            String method,
            String path,
            String accept,
            @Nullable String contentType,
            byte @Nullable [] body,
            @Nullable String prefer) {

        /** Without a preference. */
        public Request(
                String method, String path, String accept, @Nullable String contentType, byte @Nullable [] body) {
            this(method, path, accept, contentType, body, null);
        }

        /** What is read. */
        public static Request get(String path, String accept) {
            return new Request("GET", path, accept, null, null);
        }
    }

    /**
     * What was answered.
     *
     * @param status of HTTP
     * @param body whole
     * @param headers of HTTP
     */
    public record Answer(int status, byte[] body, java.net.http.HttpHeaders headers) {

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /**
     * Asks, and waits for the whole answer.
     *
     * @param caller as whom
     * @param address the network address of the browser for which it asks
     * @throws IOException if nothing was answered
     */
    public Answer send(Caller caller, String address, Request request) throws IOException {
        return whole(stream(caller, address, request));
    }

    /** Likewise, without waiting. */
    public CompletableFuture<Answer> sendAsync(Caller caller, String address, Request request) {
        String token = tokens.grant(caller, address);
        return http.sendAsync(http(request, token), BodyHandlers.ofByteArray())
                .thenApply(answer -> new Answer(answer.statusCode(), answer.body(), answer.headers()))
                .whenComplete((answer, failure) -> tokens.end(token));
    }

    /** Asks, and gives the answer as it comes. The stream is the caller's to close. */
    public HttpResponse<InputStream> stream(Caller caller, String address, Request request) throws IOException {
        String token = tokens.grant(caller, address);
        try {
            return http.send(http(request, token), BodyHandlers.ofInputStream());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        } finally {
            tokens.end(token);
        }
    }

    private static Answer whole(HttpResponse<InputStream> answer) throws IOException {
        try (InputStream body = answer.body()) {
            return new Answer(answer.statusCode(), body.readAllBytes(), answer.headers());
        }
    }

    private HttpRequest http(Request request, String token) {
        HttpRequest.Builder http = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + connector.port() + request.path()))
                .timeout(LONGEST)
                .header(HttpHeaders.ACCEPT, request.accept())
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + token);
        if (request.contentType() != null) {
            http.header(HttpHeaders.CONTENT_TYPE, request.contentType());
        }
        if (request.prefer() != null) {
            http.header("Prefer", request.prefer());
        }
        return http.method(
                        request.method(),
                        request.body() == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(request.body()))
                .build();
    }
}
