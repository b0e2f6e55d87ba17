package org.platelink.laboratory.mllp;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Certificates made for a run of the tests by the JDK's keytool: the server's, two peers', a stranger's and an old
 * one.
 */
final class Certificates {

    static final String SERVER = "server";
    static final String ANNA = "anna";
    static final String BERTA = "berta";
    static final String STRANGER = "stranger";
    static final String EXPIRED = "expired";

    private static final char[] PASSWORD = "synthetic".toCharArray();

    /** They take a second or two to make, so all tests of a run share them. */
    private static final Certificates MADE = make();

    private final Path folder;
    private final Map<String, SSLContext> clients = new ConcurrentHashMap<>();

    private Certificates(Path folder) {
        this.folder = folder;
    }

    static Certificates made() {
        return MADE;
    }

    Path certificate(String name) {
        return folder.resolve(name + ".pem");
    }

    Path key(String name) {
        return folder.resolve(name + ".key");
    }

    /**
     * TLS of a client that shows a certificate and trusts the server's; the same each time, so that it resumes
     * sessions.
     */
    SSLContext clientOf(String name) {
        return clients.computeIfAbsent(name, this::newClientOf);
    }

    private SSLContext newClientOf(String name) {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store(name), PASSWORD);
            SSLContext context = withoutCertificate();
            context.init(keys.getKeyManagers(), trust().getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** TLS of a client that shows nothing and trusts the server's. */
    SSLContext withoutCertificate() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust().getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private TrustManagerFactory trust() throws GeneralSecurityException {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry(SERVER, store(SERVER).getCertificate(SERVER));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            return trust;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private KeyStore store(String name) {
        try (InputStream file = Files.newInputStream(folder.resolve(name + ".p12"))) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(file, PASSWORD);
            return store;
        } catch (IOException | GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static Certificates make() {
        try {
            Certificates made = new Certificates(Files.createTempDirectory("mllp-certificates"));
            Map<String, Process> running = new LinkedHashMap<>();
            for (String name : List.of(SERVER, ANNA, BERTA, STRANGER, EXPIRED)) {
                running.put(name, made.keytool(name));
            }
            for (Map.Entry<String, Process> one : running.entrySet()) {
                if (one.getValue().waitFor() != 0) {
                    throw new IllegalStateException("keytool made no certificate for " + one.getKey());
                }
                made.export(one.getKey());
            }
            return made;
        } catch (IOException | GeneralSecurityException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private Process keytool(String name) throws IOException {
        Path store = folder.resolve(name + ".p12");
        store.toFile().deleteOnExit();
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-J-XX:TieredStopAtLevel=1",
                        "-J-Xshare:auto",
                        "-genkeypair",
                        "-alias",
                        name,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name + ".example",
                        "-startdate",
                        "-10d",
                        "-validity",
                        name.equals(EXPIRED) ? "5" : "30",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private void export(String name) throws IOException, GeneralSecurityException {
        KeyStore store = store(name);
        write(certificate(name), "CERTIFICATE", store.getCertificate(name).getEncoded());
        write(key(name), "PRIVATE KEY", store.getKey(name, PASSWORD).getEncoded());
        folder.toFile().deleteOnExit();
    }

    private static void write(Path file, String kind, byte[] content) throws IOException {
        Base64.Encoder lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
        Files.writeString(
                file, "-----BEGIN %s-----\n%s\n-----END %1$s-----\n".formatted(kind, lines.encodeToString(content)));
        file.toFile().deleteOnExit();
    }
}
