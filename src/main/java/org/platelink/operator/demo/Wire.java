package org.platelink.operator.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.platelink.operator.demo.request.Step.Sender;

/** HTTP client for the server's FHIR API, as the site's coordinator and as its laboratory system. */
final class Wire {

    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final HttpClient http =
            HttpClient.newBuilder().version(Version.HTTP_1_1).build();
    private final ObjectMapper json = new ObjectMapper();
    private final String base;
    private final RenewedToken coordinator;
    private final RenewedToken laboratory;

    Wire(DemoServer server) {
        this.base = server.base();
        this.coordinator = new RenewedToken(server.coordinator());
        this.laboratory = new RenewedToken(server.laboratory());
    }

    /** Requests both tokens, so that a revoked client is reported before anything is sent. */
    void open() {
        coordinator.get();
        laboratory.get();
    }

    Answer get(String path) {
        return send(request(Sender.COORDINATOR, path).GET());
    }

    Answer post(Sender sender, String path, String body) {
        return send(request(sender, path)
                .header("Content-Type", "application/fhir+json")
                .header("Prefer", "return=minimal")
                .POST(BodyPublishers.ofString(body)));
    }

    /** Posts a request whose response body is needed. */
    Answer ask(String path, String body) {
        return send(request(Sender.COORDINATOR, path)
                .header("Content-Type", "application/fhir+json")
                .POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(Sender sender, String path) {
        RenewedToken token = sender == Sender.COORDINATOR ? coordinator : laboratory;
        return HttpRequest.newBuilder(URI.create(base + path))
                .timeout(LONGEST)
                .header("Accept", "application/fhir+json")
                .header("Authorization", "Bearer " + token.get());
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
            boolean isJson = answer.body().startsWith("{");
            return new Answer(answer.statusCode(), isJson ? json.readTree(answer.body()) : json.createObjectNode());
        } catch (IOException unreachable) {
            throw new IllegalStateException("The server at " + base + " no longer answers.", unreachable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped.", interrupted);
        }
    }
}
