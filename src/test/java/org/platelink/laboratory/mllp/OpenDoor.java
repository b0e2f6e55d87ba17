package org.platelink.laboratory.mllp;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.platelink.laboratory.hl7v2.AcknowledgementCode;
import org.platelink.laboratory.intake.hl7.MessageDoor;
import org.platelink.platform.server.BodyMemory;
import org.springframework.util.unit.DataSize;

/** A listener for the peers anna and berta, with a door of the test's. */
final class OpenDoor implements AutoCloseable {

    private static final DataSize PLENTY = DataSize.ofMegabytes(100);

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final MllpListener listener;

    private OpenDoor(MllpProperties properties, MessageDoor door, DataSize all) {
        BodyMemory memory = new BodyMemory(properties.largestMessage(), all);
        PeerAuthentication entrance = PeerAuthentication.of(properties);
        ConnectionLog log = new ConnectionLog(meters, null);
        this.listener = new MllpListener(
                properties, () -> new ConnectionAcceptor(properties, entrance, door, memory, log), log);
        listener.start();
    }

    /** With the limits of every day. */
    static OpenDoor to(MessageDoor door) {
        return new OpenDoor(DoorSettings.properties(), door, PLENTY);
    }

    /** As it is configured. */
    static OpenDoor to(MessageDoor door, MllpProperties properties) {
        return new OpenDoor(properties, door, PLENTY);
    }

    /** With limits that a test can reach. */
    static OpenDoor to(MessageDoor door, UnaryOperator<DoorSettings> limits) {
        DoorSettings given = limits.apply(new DoorSettings());
        return new OpenDoor(given.build(), door, given.memory);
    }

    /** Answers with the message's text and the site that delivers it. */
    static MessageDoor.Answer echo(byte[] message, String site) {
        String text = new String(message, StandardCharsets.UTF_8) + " of " + site;
        return new MessageDoor.Answer(text.getBytes(StandardCharsets.UTF_8), AcknowledgementCode.ACCEPT, false, "1");
    }

    static final MessageDoor ECHO = (message, charset, sender) ->
            echo(message, String.valueOf(sender.caller().site()));

    LabSystem connect(String name) {
        return LabSystem.connect(Certificates.made().clientOf(name), listener.port());
    }

    double refused(String kind) {
        return meters.get("platelink.mllp.frames.refused")
                .tag("kind", kind)
                .counter()
                .count();
    }

    double refusedHandshakes() {
        return meters.get("platelink.mllp.handshakes.refused").counter().count();
    }

    @Override
    public void close() {
        listener.stop(Duration.ofSeconds(7));
    }

    /** What a configuration says. */
    static final class DoorSettings {

        int port;
        String address = "127.0.0.1";
        boolean plain;
        Path server = Certificates.made().certificate(Certificates.SERVER);
        Path serverKey = Certificates.made().key(Certificates.SERVER);
        Duration idle = Duration.ofMinutes(1);
        Duration frame = Duration.ofSeconds(30);
        Duration handshake = Duration.ofSeconds(10);
        DataSize largest = DataSize.ofMegabytes(1);
        DataSize memory = PLENTY;
        Map<String, MllpProperties.PeerProperties> peers = Map.of(
                "anna", peer(Certificates.ANNA, "site-a"),
                "berta", peer(Certificates.BERTA, "site-b"),
                "old", peer(Certificates.EXPIRED, "site-c"));

        static MllpProperties.PeerProperties peer(String certificate, String site) {
            return new MllpProperties.PeerProperties(
                    Certificates.made().certificate(certificate),
                    site,
                    List.of("https://" + site + ".example"),
                    List.of(),
                    null);
        }

        /** Without TLS, from some addresses. */
        DoorSettings plain(Map<String, List<String>> addresses) {
            plain = true;
            peers = new LinkedHashMap<>();
            addresses.forEach((name, own) -> peers.put(
                    name,
                    new MllpProperties.PeerProperties(
                            null, "site-" + name, List.of("https://" + name + ".example"), own, null)));
            return this;
        }

        static MllpProperties properties() {
            return new DoorSettings().build();
        }

        MllpProperties build() {
            return new MllpProperties(
                    port,
                    address,
                    plain ? null : server,
                    plain ? null : serverKey,
                    peers,
                    largest,
                    64,
                    8,
                    idle,
                    frame,
                    handshake,
                    plain);
        }
    }
}
