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

/** HTTP client that sends requests to this server itself, on behalf of a person. */
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
     * A request.
     *
     * @param method the HTTP method
     * @param path the path with its query, both encoded, such as {@code /fhir/ResearchStudy?_count=1}
     * @param accept the media type wanted
     * @param contentType the media type of the body; null if there is none
     * @param body the body; null if there is none
     * @param prefer the value of the {@code Prefer} header; null for no preference
     */
    public record Request(
            String method,
            String path,
            String accept,
            @Nullable String contentType,
            byte @Nullable [] body,
            @Nullable String prefer) {

        /** A request without a preference. */
        public Request(
                String method, String path, String accept, @Nullable String contentType, byte @Nullable [] body) {
            this(method, path, accept, contentType, body, null);
        }

        /** A GET request. */
        public static Request get(String path, String accept) {
            return new Request("GET", path, accept, null, null);
        }
    }

    /**
     * A response.
     *
     * @param status the HTTP status
     * @param body the whole body
     * @param headers the HTTP headers
     */
    public record Answer(int status, byte[] body, java.net.http.HttpHeaders headers) {

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /**
     * Sends a request and waits for the whole response.
     *
     * @param caller the caller as whom the server acts
     * @param address the network address of the browser on whose behalf it asks
     * @throws IOException if there was no response
     */
    public Answer send(Caller caller, String address, Request request) throws IOException {
        return whole(stream(caller, address, request));
    }

    /** Sends a request without waiting for the response. */
    public CompletableFuture<Answer> sendAsync(Caller caller, String address, Request request) {
        String token = tokens.grant(caller, address);
        return http.sendAsync(http(request, token), BodyHandlers.ofByteArray())
                .thenApply(answer -> new Answer(answer.statusCode(), answer.body(), answer.headers()))
                .whenComplete((answer, failure) -> tokens.end(token));
    }

    /** Sends a request and streams the response. The method's caller has to close the stream. */
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
