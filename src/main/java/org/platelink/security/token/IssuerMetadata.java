package org.platelink.security.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.PublicAddress;
import org.platelink.security.token.SmartConfiguration.Issuer;

/**
 * Endpoints of the token issuer: of the server itself, or as read from an external issuer's metadata. An external
 * issuer is first asked when they are needed, and its answer is then kept.
 */
final class IssuerMetadata {

    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final Supplier<Issuer> look;
    private volatile @Nullable Issuer issuer;

    private IssuerMetadata(Supplier<Issuer> look) {
        this.look = look;
    }

    static IssuerMetadata own(PublicAddress address) {
        return new IssuerMetadata(() -> new Issuer(
                address.url(),
                address.tokenEndpoint(),
                address.url() + "/oauth2/jwks",
                address.url() + AppAuthorization.PATH));
    }

    static IssuerMetadata of(String issuerUri) {
        return new IssuerMetadata(() -> read(issuerUri));
    }

    Issuer get() {
        Issuer found = issuer;
        if (found == null) {
            found = look.get();
            issuer = found;
        }
        return found;
    }

    /** Reads the metadata document, per OpenID Connect Discovery 1.0, section 4. */
    private static Issuer read(String issuerUri) {
        URI metadata = URI.create(issuerUri + "/.well-known/openid-configuration");
        try {
            HttpResponse<byte[]> answer = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(metadata).timeout(LONGEST).build(), BodyHandlers.ofByteArray());
            JsonNode says = new ObjectMapper().readTree(answer.body());
            if (answer.statusCode() == 200 && says.hasNonNull("token_endpoint")) {
                return new Issuer(
                        issuerUri,
                        says.get("token_endpoint").asText(),
                        says.path("jwks_uri").asText(null),
                        null);
            }
        } catch (IOException unreachable) {
            throw new IllegalStateException("The issuer of tokens cannot be reached.", unreachable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        throw new IllegalStateException("The issuer of tokens does not say where it gives them.");
    }
}
