package org.platelink.laboratory.mllp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MllpCertificatesTests {

    private static final String PASSWORD = "changeit";

    @TempDir
    Path folder;

    @Test
    void whatIsMadeLetsItsPeerInAndNobodyElse() throws Exception {
        MllpCertificates made = new MllpCertificates(folder.resolve("mllp"));
        made.make("lab-a", "localhost", 30, PASSWORD);
        made.make("lab-b", "localhost", 30, PASSWORD);

        try (OpenDoor door = OpenDoor.to(OpenDoor.ECHO, properties(made, "lab-a"))) {
            try (LabSystem a = LabSystem.connect(tls(made, "lab-a"), door.listener.port());
                    LabSystem b = LabSystem.connect(tls(made, "lab-b"), door.listener.port())) {
                assertThat(a.send("x").answer()).isEqualTo("x of site-a");
                // The same authority vouches for it, which is not enough.
                assertThat(b.send("x").answer()).isEqualTo("closed");
            }
            try (SSLSocket strict =
                    (SSLSocket) tls(made, "lab-a").getSocketFactory().createSocket("localhost", door.listener.port())) {
                SSLParameters parameters = strict.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                strict.setSSLParameters(parameters);
                strict.startHandshake();
            }
        }
    }

    static MllpProperties properties(MllpCertificates made, String... peers) {
        OpenDoor.DoorSettings given = new OpenDoor.DoorSettings();
        given.server = made.server();
        given.serverKey = made.serverKey();
        Map<String, MllpProperties.PeerProperties> all = new LinkedHashMap<>();
        for (String peer : peers) {
            all.put(
                    peer,
                    new MllpProperties.PeerProperties(
                            made.certificate(peer), "site-a", List.of("https://site-a.example"), List.of(), null));
        }
        given.peers = all;
        return given.build();
    }

    /** As a Java program has it: one file is key store and trust store. */
    static SSLContext tls(MllpCertificates made, String peer) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(made.store(peer))) {
            store.load(file, PASSWORD.toCharArray());
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    @Test
    void filesAreTheirOwnersAloneAndNoneIsWrittenOver() throws IOException {
        MllpCertificates made = new MllpCertificates(folder.resolve("mllp"));
        List<Path> first = made.make("lab-a", "localhost", 30, PASSWORD);
        Map<Path, byte[]> before = contents(first);

        assertThatThrownBy(() -> made.make("lab-a", "localhost", 30, PASSWORD))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is there already, and no key is written over");
        List<Path> second = made.make("lab-b", "localhost", 30, PASSWORD);

        assertThat(first).hasSize(7);
        assertThat(second)
                .hasSize(3)
                .allSatisfy(file -> assertThat(file.getFileName().toString()).startsWith("lab-b."));
        contents(first).forEach((file, content) -> assertThat(content).isEqualTo(before.get(file)));
        for (Path file : first) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made.folder())))
                .isEqualTo("rwx------");
    }

    private static Map<Path, byte[]> contents(List<Path> files) throws IOException {
        Map<Path, byte[]> contents = new HashMap<>();
        for (Path file : files) {
            contents.put(file, Files.readAllBytes(file));
        }
        return contents;
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, '[2, localhost][7, 127.0.0.1]'",
        "platelink.hospital.example, '[2, platelink.hospital.example]'",
        "10.1.2.3, '[7, 10.1.2.3]'",
        "::1, '[7, 0:0:0:0:0:0:0:1]'",
    })
    void theServersCertificateIsForItsHost(String host, String names) throws Exception {
        MllpCertificates made = new MllpCertificates(folder.resolve("mllp"));
        made.make("lab-a", host, 30, PASSWORD);
        made.make("lab-b", host, 30, PASSWORD);

        X509Certificate server = new PemFile("p", made.server()).certificates().get(0);
        X509Certificate peer =
                new PemFile("p", made.certificate("lab-a")).certificates().get(0);

        assertThat(server.getSubjectAlternativeNames().stream()
                        .map(Object::toString)
                        .reduce("", String::concat))
                .isEqualTo(names);
        assertThat(server.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(peer.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
        assertThat(peer.getBasicConstraints()).isEqualTo(-1);
        assertThat(peer.getSubjectX500Principal().getName()).isEqualTo("CN=lab-a");
        assertThat(new PemFile("p", made.certificate("lab-a")).certificates()).hasSize(1);
        assertThatThrownBy(() -> made.make("lab-c", "other.example", 30, PASSWORD))
                .hasMessageContaining("is not for other.example");
    }

    @Test
    void whatCannotBeIsRefusedWithASentenceAndLeavesNothing() throws IOException {
        MllpCertificates made = new MllpCertificates(folder.resolve("mllp"));
        List<Object[]> wrong = new ArrayList<>();
        for (String peer :
                List.of("", "ca", "server", "../x", "Lab", "lab_a", "lab-", "a--b", "lab.a", "CN=x", "x,O=y")) {
            wrong.add(new Object[] {peer, "localhost", 30, PASSWORD});
        }
        wrong.add(new Object[] {"lab-a", "local host", 30, PASSWORD});
        wrong.add(new Object[] {"lab-a", "x,ip:1.2.3.4", 30, PASSWORD});
        wrong.add(new Object[] {"lab-a", "localhost", 0, PASSWORD});
        wrong.add(new Object[] {"lab-a", "localhost", 30, "short"});

        for (Object[] one : wrong) {
            assertThatThrownBy(() -> made.make((String) one[0], (String) one[1], (int) one[2], (String) one[3]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .message()
                    .endsWith(".");
        }
        assertThat(made.folder()).doesNotExist();
    }

    @Test
    void aKeyWithoutItsCertificateIsTold() throws IOException {
        MllpCertificates made = new MllpCertificates(folder.resolve("mllp"));
        made.make("lab-a", "localhost", 30, PASSWORD);
        Files.delete(made.authority());

        assertThatThrownBy(() -> made.make("lab-b", "localhost", 30, PASSWORD))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one is missing");
        try (Stream<Path> files = Files.list(made.folder())) {
            assertThat(files).noneMatch(file -> file.getFileName().toString().startsWith("lab-b"));
        }
    }
}
