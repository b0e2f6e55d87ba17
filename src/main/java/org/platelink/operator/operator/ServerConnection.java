package org.platelink.operator.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.platelink.security.token.ClientFile;
import org.platelink.security.token.TokenRequest;

/** HTTP client for the token endpoint and the administration API of a running server, with a client's credentials. */
final class ServerConnection {

    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final String TOKEN_PATH = "/oauth2/token";

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final ClientFile client;
    private final String base;

    ServerConnection(ClientFile client) {
        this(client, base(client));
    }

    /** For a server that is reached at another address than the client's file states. */
    ServerConnection(ClientFile client, String base) {
        this.client = client;
        this.base = base;
    }

    /** The server's address, from a client's file. */
    static String base(ClientFile client) {
        return client.tokenEndpoint().replace(TOKEN_PATH, "");
    }

    /** Whether the server itself is the client's token endpoint. */
    static boolean givesTokens(ClientFile client) {
        return client.tokenEndpoint().endsWith(TOKEN_PATH);
    }

    /** Requests a token; a refusal is thrown with the server's sentence. */
    String token(String scope) {
        JsonNode answer = send(
                HttpRequest.newBuilder(URI.create(givesTokens(client) ? base + TOKEN_PATH : client.tokenEndpoint()))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(new TokenRequest(client, scope).form())));
        return answer.get("access_token").asText();
    }

    /** Sends a request to the administration API, with a new token. */
    JsonNode administer(String method, String path, String body) {
        return send(HttpRequest.newBuilder(URI.create(base + path))
                .header("Authorization", "Bearer " + token(client.scope()))
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = http.send(request.timeout(LONGEST).build(), BodyHandlers.ofString());
            JsonNode parsed = answer.body().startsWith("{") || answer.body().startsWith("[")
                    ? json.readTree(answer.body())
                    : json.createObjectNode();
            if (answer.statusCode() / 100 == 2) {
                return parsed;
            }
            String sentence = parsed.hasNonNull("error_description")
                    ? parsed.get("error_description").asText()
                    : parsed.path("error").asText("the server answered " + answer.statusCode() + ".");
            throw new IllegalStateException("Refused: " + sentence);
        } catch (IOException unreachable) {
            throw new IllegalStateException("No server answers at " + base + "; is it running?", unreachable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
