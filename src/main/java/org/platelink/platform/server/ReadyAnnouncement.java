package org.platelink.platform.server;

import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.ApplicationListener;

/** Listener that prints the last lines of a start: the server's address, and the first three things to try. */
class ReadyAnnouncement implements ApplicationListener<ApplicationReadyEvent> {

    private final Path clients;

    ReadyAnnouncement(Path home) {
        this.clients = home.toAbsolutePath().normalize().resolve("clients");
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        if (!(event.getApplicationContext() instanceof WebServerApplicationContext web)) {
            return;
        }
        String base = "http://localhost:" + web.getWebServer().getPort();
        StartUpStep.tell(
                "ready",
                "%s/fhir (%.1f s after the start)"
                        .formatted(
                                base,
                                event.getTimeTaken() == null
                                        ? 0
                                        : event.getTimeTaken().toMillis() / 1e3));
        StartUpStep.tell("try", "curl " + base + "/fhir/ResearchStudy");
        Path demo = clients.resolve("coordinator-demo.json");
        if (Files.exists(demo)) {
            StartUpStep.tell(
                    "try",
                    "curl -H \"Authorization: Bearer $(java -jar target/platelink.jar token --client " + shortened(demo)
                            + ")\" -H 'Content-Type: application/fhir+json'"
                            + " -d @fhir-resources/examples/subject.json " + base + "/fhir");
        }
        StartUpStep.tell("try", "open " + base + "/ig/ in a browser: the guide that every write must follow");
    }

    private static Path shortened(Path path) {
        Path here = Path.of("").toAbsolutePath();
        return path.startsWith(here) ? here.relativize(path) : path;
    }
}
