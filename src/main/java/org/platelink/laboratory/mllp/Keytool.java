package org.platelink.laboratory.mllp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs the JDK's {@code keytool} to generate keys and their certificates.
 *
 * @see <a href="https://docs.oracle.com/en/java/javase/17/docs/specs/man/keytool.html">keytool</a>
 */
final class Keytool {

    private static final String PASSWORD_VARIABLE = "KEYTOOL_PASSWORD";
    private static final String SIGNER = "signer";
    private static final String MADE = "made";
    private static final long LONGEST_SECONDS = 60;

    private Keytool() {}

    /**
     * A private key with its certificate chain.
     *
     * @param key the private key
     * @param chain its certificate, then that of the authority if another one signed it
     */
    record Pair(PrivateKey key, List<Certificate> chain) {}

    /**
     * Generates a key on the curve P-256 and its certificate.
     *
     * @param name the common name in the certificate
     * @param days how long it is valid
     * @param extensions of the certificate, in keytool's notation
     * @param signer who signs it; self-signed if null
     */
    static Pair pair(String name, int days, List<String> extensions, @Nullable Pair signer)
            throws IOException, GeneralSecurityException {
        Path folder = Files.createTempDirectory("platelink-keytool");
        Path file = folder.resolve("store.p12");
        char[] password = UUID.randomUUID().toString().toCharArray();
        try {
            if (signer != null) {
                KeyStore store = KeyStore.getInstance("PKCS12");
                store.load(null, null);
                store.setKeyEntry(SIGNER, signer.key(), password, signer.chain().toArray(new Certificate[0]));
                try (OutputStream out = Files.newOutputStream(file)) {
                    store.store(out, password);
                }
            }
            run(arguments(file, name, days, extensions, signer != null), new String(password));
            return read(file, password);
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(folder);
        }
    }

    private static List<String> arguments(
            Path store, String name, int days, List<String> extensions, boolean isSigned) {
        List<String> arguments = new ArrayList<>(List.of(
                "-genkeypair",
                "-alias",
                MADE,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + name,
                // Clocks differ, so the certificate is valid from an hour ago.
                "-startdate",
                "-1H",
                "-validity",
                String.valueOf(days),
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass:env",
                PASSWORD_VARIABLE));
        extensions.forEach(extension -> arguments.addAll(List.of("-ext", extension)));
        if (isSigned) {
            arguments.addAll(List.of("-signer", SIGNER));
        }
        return arguments;
    }

    private static void run(List<String> arguments, String password) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-J-Xshare:auto"));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(Map.of(PASSWORD_VARIABLE, password));
        Process process = builder.start();
        try {
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException("keytool made no key.");
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("keytool was interrupted.", interrupted);
        }
    }

    private static Pair read(Path file, char[] password) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password);
        }
        Key key = store.getKey(MADE, password);
        return new Pair((PrivateKey) key, List.of(store.getCertificateChain(MADE)));
    }
}
