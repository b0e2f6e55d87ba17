package org.platelink.laboratory.mllp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.laboratory.intake.hl7.MessageDoor;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class HandshakeTests {

    private static final MessageDoor NOBODY = (message, charset, sender) -> {
        throw new AssertionError("Nothing may get here.");
    };

    @Test
    void refusesACertificateThatIsNoPeers(CapturedOutput log) {
        refuses(Certificates.made().clientOf(Certificates.STRANGER));

        assertThat(log).contains("its certificate is not that of a peer (SHA-256 fingerprint ");
    }

    @Test
    void refusesAPeersCertificateThatIsExpired(CapturedOutput log) {
        refuses(Certificates.made().clientOf(Certificates.EXPIRED));

        assertThat(log).contains("the certificate of the peer old was valid until ");
    }

    @Test
    void refusesWhoShowsNoCertificate(CapturedOutput log) {
        refuses(Certificates.made().withoutCertificate());

        assertThat(log).contains("An MLLP connection from 127.0.0.1 was refused: no TLS 1.2 or 1.3 handshake");
    }

    private static void refuses(SSLContext tls) {
        try (OpenDoor door = OpenDoor.to(NOBODY);
                LabSystem client = LabSystem.connect(tls, door.listener.port())) {
            assertThat(client.send("x").answer()).isEqualTo("closed");
            await().until(() -> door.refusedHandshakes() == 1);
            assertThat(door.listener.connections()).isZero();
        }
    }

    @Test
    void refusesWhoSpeaksWithoutTls(CapturedOutput log) {
        try (OpenDoor door = OpenDoor.to(NOBODY);
                LabSystem client = LabSystem.plain(door.listener.port())) {
            client.send("MSH|^~\\&|Blume");

            assertThat(client.answer()).startsWith("closed");
            await().until(() -> door.refusedHandshakes() == 1);
            assertThat(log).contains("was refused").doesNotContain("Blume");
        }
    }

    @Test
    void waitsForAHandshakeOnlySoLong(CapturedOutput log) {
        try (OpenDoor door = OpenDoor.to(NOBODY, given -> {
                    given.handshake = Duration.ofMillis(200);
                    return given;
                });
                LabSystem mute = LabSystem.plain(door.listener.port())) {
            assertThat(mute.answer()).isEqualTo("closed");
            await().until(() -> log.toString().contains("no TLS handshake in time"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void speaksBothVersionsOfTls(String version) throws IOException {
        try (OpenDoor door = OpenDoor.to(OpenDoor.ECHO);
                SSLSocket socket = (SSLSocket) Certificates.made()
                        .clientOf(Certificates.ANNA)
                        .getSocketFactory()
                        .createSocket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", door.listener.port()));
            socket.setEnabledProtocols(new String[] {version});
            socket.startHandshake();

            assertThat(socket.getSession().getProtocol()).isEqualTo(version);
        }
    }

    @Test
    void knowsAPeerAgainWhereItsSessionIsResumed() {
        SSLContext anna = Certificates.made().clientOf(Certificates.ANNA);
        try (OpenDoor door = OpenDoor.to(OpenDoor.ECHO)) {
            for (int time = 0; time < 3; time++) {
                try (LabSystem again = LabSystem.connect(anna, door.listener.port())) {
                    assertThat(again.send("x").answer()).isEqualTo("x of site-a");
                }
            }
        }
    }
}
