package org.platelink.laboratory.mllp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.platelink.laboratory.intake.hl7.MessageDoor;
import org.platelink.platform.server.BodyMemory;
import org.platelink.platform.server.GracefulStop;
import org.platelink.platform.server.StartUpRefused;
import org.springframework.boot.actuate.autoconfigure.metrics.MetricsAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.util.unit.DataSize;

class MllpConfigurationTests {

    @TempDir
    Path folder;

    @Test
    void isOffUnlessAPortIsGiven() {
        new ApplicationContextRunner()
                .withUserConfiguration(MllpSettings.class, MllpConfiguration.class)
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(MllpListener.class));
        with("port=").run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(MllpListener.class));
    }

    @Test
    void opensTheDoorWithTheContextAndClosesItWithIt() {
        List<MllpListener> listeners = new ArrayList<>();
        with().run(context -> {
            MllpListener listener = context.getBean(MllpListener.class);
            listeners.add(listener);
            try (LabSystem anna = LabSystem.connect(Certificates.made().clientOf(Certificates.ANNA), listener.port())) {
                assertThat(anna.send("x").answer()).isEqualTo("x of site-a");
                assertThat(context.getBean(MeterRegistry.class)
                                .get("platelink.mllp.connections")
                                .gauge()
                                .value())
                        .isEqualTo(1);
            }
            assertThat(context.getBean(MllpHealth.class).health().getStatus().getCode())
                    .isEqualTo("UP");
        });
        assertThat(listeners.get(0).isListening()).isFalse();
    }

    @Test
    void namesAFileThatIsNotThere() {
        refuses("the file /nowhere/anna.pem cannot be read", "peers.anna.certificate=/nowhere/anna.pem");
        refuses("the file /nowhere/server.key cannot be read", "private-key=/nowhere/server.key");
    }

    @Test
    void namesAFileWithoutWhatItNeeds() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "nothing here\n");
        Path broken = Files.writeString(
                folder.resolve("broken.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");

        refuses("the file " + empty + " has no certificate in PEM form", "certificate=" + empty);
        refuses("the file " + broken + " has no certificate in PEM form", "peers.anna.certificate=" + broken);
        refuses(
                "has no private key in PEM form",
                "private-key=" + Certificates.made().certificate("server"));
        refuses("MLLP needs platelink.lab.mllp.private-key", "private-key=");
    }

    @Test
    void refusesAKeyOfAnotherCertificate() {
        refuses(
                "is not that of the certificate in",
                "private-key=" + Certificates.made().key(Certificates.ANNA));
    }

    @Test
    void refusesAPeerThatIsNotWholeOrNotItself() throws IOException {
        Path two = folder.resolve("two.pem");
        Files.writeString(
                two,
                Files.readString(Certificates.made().certificate(Certificates.ANNA))
                        + Files.readString(Certificates.made().certificate(Certificates.BERTA)));

        refuses("MLLP needs platelink.lab.mllp.peers.anna.site", "peers.anna.site=");
        refuses("MLLP needs platelink.lab.mllp.peers.anna.identifier-systems", "peers.anna.identifier-systems=");
        refuses("MLLP cannot use platelink.lab.mllp.peers.anna.charset", "peers.anna.charset=nonsense");
        refuses("MLLP cannot use platelink.lab.mllp.peers.anna.charset", "peers.anna.charset=UTF-16");
        refuses("has more than one certificate", "peers.anna.certificate=" + two);
        refuses(
                "have the same certificate",
                "peers.twin.certificate=" + Certificates.made().certificate(Certificates.ANNA),
                "peers.twin.site=site-b",
                "peers.twin.identifier-systems=https://site-b.example");
    }

    @Test
    void refusesToListenForNobody() {
        runner().withPropertyValues(
                        "platelink.lab.mllp.port=0",
                        "platelink.lab.mllp.certificate=" + Certificates.made().certificate("server"),
                        "platelink.lab.mllp.private-key=" + Certificates.made().key("server"))
                .run(context ->
                        assertThat(sentence(context.getStartupFailure())).contains("MLLP needs a peer"));
    }

    @Test
    void refusesLimitsThatLetOnePeerTakeAnothersPlace() {
        refuses("1 peers have 8 connections at once, and all together 4", "connections=4");
        refuses("cannot use what it was given as platelink.lab.mllp.port", "port=70000");
        refuses("cannot use what it was given as platelink.lab.mllp.largest-message", "largest-message=2GB");
    }

    @Test
    void saysThatThePortIsMissingWhereMllpHasOtherSettings() {
        for (String setting : List.of("peers.anna.site=site-a", "address=127.0.0.1", "certificate=/nowhere/anna.pem")) {
            runner().withPropertyValues("platelink.lab.mllp." + setting)
                    .run(context -> assertThat(sentence(context.getStartupFailure()))
                            .contains("MLLP has settings and no port; set platelink.lab.mllp.port")
                            .doesNotContain("\n")
                            .endsWith("."));
        }
    }

    @Test
    void isOffWhereThePortIsLeftEmptyAndWhereAllIs() {
        runner().withPropertyValues("platelink.lab.mllp.port=", "platelink.lab.mllp.peers.anna.site=site-a")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(MllpListener.class));
        runner().withPropertyValues("platelink.lab.mllp.certificate=", "platelink.lab.mllp.peers.anna.site=")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(MllpListener.class));
    }

    @Test
    void listensOnTheAddressThatIsGiven() {
        with("address=127.0.0.2").run(context -> {
            int port = context.getBean(MllpListener.class).port();
            try (Socket there = new Socket("127.0.0.2", port)) {
                assertThat(there.isConnected()).isTrue();
            }
            assertThatThrownBy(() -> new Socket("127.0.0.1", port).close()).isInstanceOf(ConnectException.class);
        });
    }

    @Test
    void namesASettingThatCannotBeRead() {
        refuses("platelink.lab.mllp.port cannot be used as it stands; give a whole number", "port=SYN-SECRET");
        refuses("platelink.lab.mllp.idle-timeout cannot be used as it stands; give a time", "idle-timeout=soon");
        refuses("platelink.lab.mllp.plain cannot be used as it stands; give true or false", "plain=perhaps");
        refuses("platelink.lab.mllp.largest-message cannot be used as it stands; give a size", "largest-message=big");
    }

    @Test
    void knowsPeersByCertificatesOrByAddressesAndNotByBoth() {
        refuses(
                "MLLP knows its peers by their certificates; take platelink.lab.mllp.peers.anna.addresses away",
                "peers.anna.addresses=10.1.2.3");
        refuses("MLLP has a certificate, and is to be without TLS", "plain=true");
        refuses(
                "without TLS, MLLP knows its peers by their addresses; take platelink.lab.mllp.peers.anna.certificate",
                "plain=true",
                "certificate=",
                "private-key=");
    }

    @Test
    void withoutTlsBeyondThisMachineEachPeerNeedsAddresses() {
        refusesPlain("MLLP without TLS needs platelink.lab.mllp.peers.anna.addresses", "address=0.0.0.0");
        for (String wrong : List.of("lab.example", "10.1.2.3/33", "0.0.0.0/0", "10.1.2", "10.1.2.3/x", "::/0", "1:2")) {
            refusesPlain(
                    "MLLP cannot use what it was given as platelink.lab.mllp.peers.anna.addresses",
                    "peers.anna.addresses=" + wrong);
        }
    }

    @Test
    void withoutTlsNoAddressIsOfTwoPeers() {
        refusesPlain(
                "the MLLP peers anna and berta may both connect from",
                "peers.anna.addresses=10.1.0.0/16",
                "peers.berta.addresses=10.2.0.1,10.1.2.0/24",
                "peers.berta.site=site-b",
                "peers.berta.identifier-systems=https://site-b.example");
        refusesPlain(
                "the MLLP peers anna and berta may both connect from",
                "peers.berta.site=site-b",
                "peers.berta.identifier-systems=https://site-b.example");
    }

    private static void refusesPlain(String words, String... instead) {
        String[] all = new String[instead.length + 4];
        all[0] = "plain=true";
        all[1] = "certificate=";
        all[2] = "private-key=";
        all[3] = "peers.anna.certificate=";
        System.arraycopy(instead, 0, all, 4, instead.length);
        refuses(words, all);
    }

    @Test
    void namesAPortThatIsTaken() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            refuses("MLLP cannot listen on port " + other.getLocalPort(), "port=" + other.getLocalPort());
        }
        refuses("MLLP cannot listen on port 0 of 192.0.2.1", "address=192.0.2.1");
        refuses("MLLP cannot listen on port 0 of no-such-host.invalid", "address=no-such-host.invalid");
    }

    private static void refuses(String words, String... instead) {
        with(instead).run(context -> assertThat(sentence(context.getStartupFailure()))
                .contains(words)
                .doesNotContain("\n")
                .endsWith("."));
    }

    private static String sentence(Throwable failure) {
        assertThat(failure).as("the start").isNotNull();
        return StartUpRefused.sentenceFor(failure);
    }

    private static ApplicationContextRunner with(String... instead) {
        ApplicationContextRunner runner = runner().withPropertyValues(
                        "platelink.lab.mllp.port=0",
                        "platelink.lab.mllp.certificate=" + Certificates.made().certificate("server"),
                        "platelink.lab.mllp.private-key=" + Certificates.made().key("server"),
                        "platelink.lab.mllp.peers.anna.certificate="
                                + Certificates.made().certificate(Certificates.ANNA),
                        "platelink.lab.mllp.peers.anna.site=site-a",
                        "platelink.lab.mllp.peers.anna.identifier-systems=https://site-a.example");
        for (String one : instead) {
            runner = runner.withPropertyValues("platelink.lab.mllp." + one);
        }
        return runner;
    }

    private static ApplicationContextRunner runner() {
        return new ApplicationContextRunner()
                .withBean(GracefulStop.class, () -> new GracefulStop(Duration.ofSeconds(8)))
                .withBean(MessageDoor.class, () -> OpenDoor.ECHO)
                .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .withBean(BodyMemory.class, () -> new BodyMemory(DataSize.ofMegabytes(10), DataSize.ofMegabytes(100)))
                .withConfiguration(AutoConfigurations.of(MetricsAutoConfiguration.class))
                .withUserConfiguration(MllpSettings.class, MllpConfiguration.class);
    }
}
