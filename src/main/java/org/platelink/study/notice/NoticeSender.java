package org.platelink.study.notice;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Subscription;

/**
 * Sends a notification over HTTP: an empty POST to the endpoint or, if the Subscription has a payload, a PUT of the
 * resource below the endpoint (FHIR R4, rest-hook). Redirects are not followed, so it only reaches the endpoint of
 * the Subscription.
 */
final class NoticeSender {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final FhirContext fhir;
    private final HttpClient http = HttpClient.newBuilder()
            .followRedirects(Redirect.NEVER)
            .connectTimeout(PATIENCE)
            .build();

    NoticeSender(FhirContext fhir) {
        this.fhir = fhir;
    }

    /** @throws IOException if it did not arrive, or was not accepted; the message says so without the content */
    void send(Subscription subscription, Resource resource) throws IOException, InterruptedException {
        String endpoint = subscription.getChannel().getEndpoint();
        HttpRequest.Builder request = HttpRequest.newBuilder().timeout(PATIENCE);
        if (subscription.getChannel().hasPayload()) {
            String address = endpoint + (endpoint.endsWith("/") ? "" : "/") + resource.fhirType() + "/"
                    + resource.getIdElement().getIdPart();
            request.uri(URI.create(address))
                    .header("Content-Type", "application/fhir+json; charset=UTF-8")
                    .PUT(BodyPublishers.ofString(fhir.newJsonParser().encodeResourceToString(resource)));
        } else {
            request.uri(URI.create(endpoint)).POST(BodyPublishers.noBody());
        }
        int status = http.send(request.build(), BodyHandlers.discarding()).statusCode();
        if (status / 100 != 2) {
            throw new IOException("The endpoint answered " + status + ".");
        }
    }
}
