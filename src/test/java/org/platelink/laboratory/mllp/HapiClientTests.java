package org.platelink.laboratory.mllp;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.HapiContext;
import ca.uhn.hl7v2.app.Connection;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.parser.PipeParser;
import ca.uhn.hl7v2.util.Terser;
import ca.uhn.hl7v2.util.idgenerator.InMemoryIDGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.platelink.laboratory.hl7v2.AcknowledgementCode;
import org.platelink.laboratory.intake.hl7.MessageDoor;

class HapiClientTests {

    private static final String MESSAGE =
            """
            MSH|^~\\&|LAB|SYNTHETIC|PLATELINK|TRIAL|20250102030405+0000||ORU^R01^ORU_R01|SYN-%d|P|2.5.1
            PID|1||SYNTHETIC-001^^^SYN^MR
            OBR|1||F-1^LAB|58410-2^CBC panel^LN
            OBX|1|NM|777-3^Platelets^LN||27|10*9/L|||||F
            """
                    .replace('\n', '\r');

    @TempDir
    Path folder;

    @Test
    void aLaboratorySystemBuiltWithHapiSendsTenMessagesAndGetsTenAnswers() throws Exception {
        try (HapiContext hapi = hapi(new PeersSockets());
                OpenDoor door = OpenDoor.to(acknowledging(hapi))) {
            sendsTen(hapi, door.listener.port(), true);
        }
    }

    @Test
    void itDoesSoWithTheCertificatesThatTheCommandMakes() throws Exception {
        MllpCertificates made = new MllpCertificates(folder);
        made.make("lab-a", "localhost", 30, "changeit");
        try (HapiContext hapi = hapi(PeersSockets.of(MllpCertificatesTests.tls(made, "lab-a")));
                OpenDoor door = OpenDoor.to(acknowledging(hapi), MllpCertificatesTests.properties(made, "lab-a"))) {
            sendsTen(hapi, door.listener.port(), true);
        }
    }

    @Test
    void itDoesSoWithoutTlsFromAKnownAddress() throws Exception {
        try (HapiContext hapi = hapi(new PeersSockets());
                OpenDoor door = OpenDoor.to(
                        acknowledging(hapi), given -> given.plain(Map.of("lab-a", List.of("127.0.0.0/8"))))) {
            sendsTen(hapi, door.listener.port(), false);
        }
    }

    @Test
    void itDoesSoWithoutTlsThroughATunnelThatHasIt() throws Exception {
        try (HapiContext hapi = hapi(new PeersSockets());
                OpenDoor door = OpenDoor.to(acknowledging(hapi));
                Tunnel tunnel =
                        Tunnel.to(door.listener.port(), Certificates.made().clientOf(Certificates.ANNA))) {
            sendsTen(hapi, tunnel.port(), false);
        }
    }

    private static HapiContext hapi(PeersSockets sockets) {
        HapiContext hapi = new DefaultHapiContext();
        // Without it HAPI keeps its last id in a file in the working folder.
        hapi.getParserConfiguration().setIdGenerator(new InMemoryIDGenerator());
        hapi.setSocketFactory(sockets);
        return hapi;
    }

    private static void sendsTen(HapiContext hapi, int port, boolean tls) throws Exception {
        Connection connection = hapi.newClient("127.0.0.1", port, tls);
        for (int number = 0; number < 10; number++) {
            Message answer = connection
                    .getInitiator()
                    .sendAndReceive(hapi.getPipeParser().parse(MESSAGE.formatted(number)));

            assertThat(new Terser(answer).get("MSA-1")).isEqualTo("AA");
            assertThat(new Terser(answer).get("MSA-2")).isEqualTo("SYN-" + number);
        }
        connection.close();
    }

    private static MessageDoor acknowledging(HapiContext hapi) {
        PipeParser parser = hapi.getPipeParser();
        return (message, charset, sender) -> {
            try {
                Message read = parser.parse(new String(message, StandardCharsets.UTF_8));
                byte[] answer = parser.encode(read.generateACK()).getBytes(StandardCharsets.UTF_8);
                return new MessageDoor.Answer(answer, AcknowledgementCode.ACCEPT, false, "1");
            } catch (HL7Exception | IOException failure) {
                throw new IllegalStateException(failure);
            }
        };
    }
}
