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
 * Sends a notice: an empty POST to the endpoint, or where the Subscription has a payload the resource, by a PUT below the
 * endpoint (FHIR R4, rest-hook). It goes where the Subscription says and nowhere else: no redirect is followed.
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

    /** @throws IOException if it did not arrive, or was not taken; the message says so without what was sent */
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
