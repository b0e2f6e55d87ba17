package org.platelink.platform.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.platelink.FhirClient;
import org.platelink.ServerTest;
import org.platelink.laboratory.lab.Labs;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The sender has the answer; the log gets nothing of what was sent. */
@ServerTest
@ExtendWith(OutputCaptureExtension.class)
class SilentRefusalsIT {

    private final FhirClient client;

    SilentRefusalsIT(@LocalServerPort int port) {
        client = FhirClient.at(port);
    }

    @Test
    void aRefusalLeavesNoLineInTheLog(CapturedOutput log) {
        assertThat(client.post("", Labs.transaction(Labs.participant("silent-1")))
                        .status())
                .isEqualTo(200);

        assertThat(client.post("/Observation", Labs.platelets("silent-1", "silent-lab-1", "27", "G/L", "2026-03-02"))
                        .status())
                .isEqualTo(422);
        assertThat(client.post("/Observation", "{\"resourceType\":\"Observation\",\"silent-2\":")
                        .status())
                .isEqualTo(400);
        assertThat(client.get("/Patient/silent-3").status()).isEqualTo(404);
        assertThat(client.get("/Patient?silent=silent-4").status()).isEqualTo(400);
        assertThat(client.delete("/Patient/silent-1").status()).isEqualTo(405);

        assertThat(log.getAll()).doesNotContain("silent").doesNotContain("\tat ");
    }
}
