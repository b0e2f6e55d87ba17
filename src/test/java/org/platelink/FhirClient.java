package org.platelink;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.platelink.security.token.ClientFile;

/** What a hospital's program sends and gets: plain HTTP with FHIR JSON, no library between the test and the wire. */
public final class FhirClient {

    private static final FhirContext FHIR = FhirContext.forR4Cached();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String base;
    private final @Nullable Supplier<String> token;

    private FhirClient(String base, @Nullable Supplier<String> token) {
        this.base = base;
        this.token = token;
    }

    /** The coordinator of the demo site, who may read and write all of it. */
    public static FhirClient at(int port) {
        return of(port, "coordinator-demo");
    }

    /** One of the clients that a server makes at its first start. */
    public static FhirClient of(int port, String client) {
        return new FhirClient(base(port), () -> Tokens.of(port, client));
    }

    /** A client with whatever token. */
    public static FhirClient withToken(int port, String token) {
        return new FhirClient(base(port), () -> token);
    }

    /** Anybody. */
    public static FhirClient withoutToken(int port) {
        return new FhirClient(base(port), null);
    }

    /** A client that was registered by a test; an error if it gets no token. A long run of tests outlives one. */
    public static FhirClient of(int port, ClientFile client) {
        Supplier<String> token = Tokens.renewed(port, client);
        token.get();
        return new FhirClient(base(port), token);
    }

    private static String base(int port) {
        return "http://127.0.0.1:" + port + "/fhir";
    }

    /** A resource as it goes over the wire. */
    public static String json(Resource resource) {
        return FHIR.newJsonParser().encodeResourceToString(resource);
    }

    /** An answer as it came: the status, the body and the headers. */
    public record Answer(int status, String body, java.net.http.HttpHeaders headers) {

        public <T extends Resource> T as(Class<T> type) {
            return FHIR.newJsonParser().parseResource(type, body);
        }

        public OperationOutcome outcome() {
            return as(OperationOutcome.class);
        }

        public Bundle bundle() {
            return as(Bundle.class);
        }

        /** All that an OperationOutcome says, one issue a line: severity, place, sentence. */
        public String issues() {
            return outcome().getIssue().stream()
                    .map(issue -> issue.getSeverity().toCode() + " "
                            + issue.getExpression().stream()
                                    .map(place -> place.getValue())
                                    .collect(Collectors.joining(","))
                            + " " + issue.getDiagnostics())
                    .collect(Collectors.joining("\n"));
        }
    }

    public Answer get(String pathOrUrl, String... headers) {
        return send(request(pathOrUrl, headers).GET());
    }

    public Answer delete(String path) {
        return send(request(path).DELETE());
    }

    public Answer post(String path, Resource resource, String... headers) {
        return post(path, json(resource), headers);
    }

    public Answer post(String path, String json, String... headers) {
        return send(jsonRequest(path, headers).POST(BodyPublishers.ofString(json)));
    }

    public Answer put(String path, Resource resource, String... headers) {
        return put(path, json(resource), headers);
    }

    public Answer put(String path, String json, String... headers) {
        return send(jsonRequest(path, headers).PUT(BodyPublishers.ofString(json)));
    }

    /** A body of whatever kind, sent as it is. */
    public Answer send(String method, String path, String contentType, String body, String... headers) {
        return send(request(path, headers)
                .header("Content-Type", contentType)
                .method(method, BodyPublishers.ofString(body)));
    }

    /** Sends bytes as they are. */
    public Answer send(String method, String path, String contentType, byte[] body) {
        return send(request(path).header("Content-Type", contentType).method(method, BodyPublishers.ofByteArray(body)));
    }

    private HttpRequest.Builder jsonRequest(String path, String... headers) {
        return request(path, headers).header("Content-Type", "application/fhir+json");
    }

    private HttpRequest.Builder request(String pathOrUrl, String... headers) {
        String url = pathOrUrl.startsWith("http") ? pathOrUrl : base + pathOrUrl;
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url.replace("|", "%7C")));
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token.get());
        }
        return request;
    }

    private static Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body(), response.headers());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
