package org.platelink.server;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.ApplicationListener;

/** The last lines of a start: where the server is, and the first three things to try. */
class ReadyAnnouncement implements ApplicationListener<ApplicationReadyEvent> {

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
        StartUpStep.tell(
                "try",
                "curl -H 'Content-Type: application/fhir+json' -d @fhir-resources/examples/wrong-unit.json " + base
                        + "/fhir/Observation");
        StartUpStep.tell("try", "open " + base + "/ig/ in a browser: the guide that every write must follow");
    }
}
