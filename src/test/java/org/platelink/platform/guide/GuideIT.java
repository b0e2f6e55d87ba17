package org.platelink.platform.guide;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceOperationComponent;
import org.hl7.fhir.utilities.npm.NpmPackage;
import org.junit.jupiter.api.Test;
import org.platelink.FhirClient;
import org.platelink.ServerTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The guide as the running server gives it, and keeps it. */
@ServerTest
class GuideIT {

    private final HttpClient http =
            HttpClient.newBuilder().followRedirects(Redirect.NORMAL).build();
    private final int port;

    GuideIT(@LocalServerPort int port) {
        this.port = port;
    }

    @Test
    void thePackageIsOneThatFhirToolsRead() throws Exception {
        HttpResponse<InputStream> answer = http.send(request("/ig/package.tgz"), BodyHandlers.ofInputStream());

        assertThat(answer.statusCode()).isEqualTo(200);
        try (InputStream body = answer.body()) {
            NpmPackage guide = NpmPackage.fromPackage(body);
            assertThat(guide.name()).isEqualTo("org.platelink.msc-itp");
            assertThat(guide.listResources("StructureDefinition")).hasSizeGreaterThan(30);
        }
    }

    @Test
    void theGuidesFolderIsItsHomePage() throws Exception {
        String home = get("/ig/").body();

        assertThat(home).contains("<title>Home").contains("labs.html");
        assertThat(get("/ig").body()).isEqualTo(home);
    }

    @Test
    void aPageThatIsNotThereIsNotFound() throws Exception {
        HttpResponse<String> answer = get("/ig/nothing.html");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).doesNotContain("Exception");
    }

    @Test
    void theServerDoesWhatTheGuidesCapabilityStatementAsks() throws IOException {
        CapabilityStatement served = FhirClient.at(port).get("/metadata").as(CapabilityStatement.class);
        CapabilityStatement asked =
                CompiledGuide.in(FhirContext.forR4Cached(), Path.of("ig")).definitions().values().stream()
                        .filter(CapabilityStatement.class::isInstance)
                        .map(CapabilityStatement.class::cast)
                        .findFirst()
                        .orElseThrow();

        assertThat(asked.getRestFirstRep().getResource()).isNotEmpty().allSatisfy(wanted -> {
            CapabilityStatementRestResourceComponent given = served.getRestFirstRep().getResource().stream()
                    .filter(resource -> resource.getType().equals(wanted.getType()))
                    .findFirst()
                    .orElseThrow();
            assertThat(given.getInteraction())
                    .extracting(interaction -> interaction.getCode())
                    .containsAll(wanted.getInteraction().stream()
                            .map(interaction -> interaction.getCode())
                            .toList());
            assertThat(given.getSearchParam())
                    .as(wanted.getType())
                    .extracting(parameter -> parameter.getName())
                    .containsAll(wanted.getSearchParam().stream()
                            .map(parameter -> parameter.getName())
                            .toList());
            assertThat(given.getConditionalCreate()).as(wanted.getType()).isEqualTo(wanted.getConditionalCreate());
            assertThat(given.getVersioning()).as(wanted.getType()).isEqualTo(wanted.getVersioning());
            assertThat(given.getSupportedProfile())
                    .extracting(profile -> profile.getValue())
                    .containsAll(wanted.getSupportedProfile().stream()
                            .map(profile -> profile.getValue())
                            .toList());
            assertThat(definitions(given.getOperation())).containsAllEntriesOf(definitions(wanted.getOperation()));
            assertThat(given.getSearchParam())
                    .as("what the guide does not name of " + wanted.getType())
                    .extracting(parameter -> parameter.getName())
                    .filteredOn(name -> !name.startsWith("_"))
                    .hasSameElementsAs(wanted.getSearchParam().stream()
                            .map(parameter -> parameter.getName())
                            .toList());
        });
        assertThat(definitions(served.getRestFirstRep().getOperation()))
                .isEqualTo(definitions(asked.getRestFirstRep().getOperation()));
        assertThat(served.getRestFirstRep().getInteraction())
                .extracting(interaction -> interaction.getCode())
                .containsAll(asked.getRestFirstRep().getInteraction().stream()
                        .map(interaction -> interaction.getCode())
                        .toList());
    }

    private static Map<String, String> definitions(List<CapabilityStatementRestResourceOperationComponent> operations) {
        return operations.stream()
                .collect(Collectors.toMap(operation -> operation.getName(), operation -> operation.getDefinition()));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(request(path), BodyHandlers.ofString());
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
    }
}
