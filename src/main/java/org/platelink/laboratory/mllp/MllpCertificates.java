package org.platelink.laboratory.mllp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.platelink.platform.server.PrivateFiles;
import org.platelink.platform.server.StartUpRefused;

/**
 * A folder of generated certificates and keys to try MLLP with TLS: of a private authority, the server, and each
 * peer.
 *
 * <p>For a site's production feed, use certificates of its own authority.
 *
 * <p>No existing file is overwritten. The files of the server and of a peer are PEM (RFC 7468) without a password; a
 * peer also has a PKCS#12 store with its key and the authority's certificate, for Java programs.
 *
 * @param folder where the files are
 */
public record MllpCertificates(Path folder) {

    /**
     * The names that a peer may have, since a name stands in a file's name, a certificate and an environment
     * variable.
     */
    private static final Pattern PEER = Pattern.compile("[a-z0-9]{1,20}(-[a-z0-9]{1,20}){0,3}");

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?");
    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final String AUTHORITY = "ca";
    private static final String SERVER = "server";
    private static final int LONGEST_DAYS = 825;

    /** The certificate file of a name. */
    public Path certificate(String name) {
        return folder.resolve(name + ".pem");
    }

    /** The key file of a name. */
    public Path key(String name) {
        return folder.resolve(name + ".key");
    }

    /** The PKCS#12 file of a peer. */
    public Path store(String peer) {
        return folder.resolve(peer + ".p12");
    }

    /** The authority's certificate file, with which peers verify the server. */
    public Path authority() {
        return certificate(AUTHORITY);
    }

    /** The server's certificate file, which includes that of the authority. */
    public Path server() {
        return certificate(SERVER);
    }

    /** The server's key file. */
    public Path serverKey() {
        return key(SERVER);
    }

    /**
     * Generates the files of a peer, and the first time those of the authority and the server.
     *
     * @param peer its name
     * @param host by which peers reach the server: a name or an address
     * @param days how long certificates are valid
     * @param password of the peer's PKCS#12 store
     * @return the files that were made
     * @throws IllegalArgumentException with a sentence for the user, if an argument or an existing file does not fit
     * @throws IOException if a file cannot be written, or a key or certificate cannot be generated
     */
    public List<Path> make(String peer, String host, int days, String password) throws IOException {
        check(peer, host, days, password);
        for (Path own : List.of(certificate(peer), key(peer), store(peer))) {
            if (Files.exists(own)) {
                throw new IllegalArgumentException("The file " + own + " is there already, and no key is written over."
                        + " Choose another --peer or another folder with --out, or remove the peer's files yourself.");
            }
        }
        try {
            List<Path> made = new ArrayList<>();
            Keytool.Pair authority = authority(days, made);
            server(authority, host, days, made);
            Keytool.Pair own =
                    Keytool.pair(peer, days, List.of("KU:critical=digitalSignature", "EKU=clientAuth"), authority);
            // The server identifies a peer by exactly this certificate, so the file has no chain.
            write(peer, own, List.of(own.chain().get(0)), made);
            PrivateFiles.make(store(peer), store(own, authority, password));
            made.add(store(peer));
            return made;
        } catch (GeneralSecurityException impossible) {
            throw new IOException("The certificates cannot be made.", impossible);
        }
    }

    private static void check(String peer, String host, int days, String password) {
        if (!PEER.matcher(peer).matches() || Set.of(AUTHORITY, SERVER).contains(peer)) {
            throw new IllegalArgumentException(
                    "A peer's name has small letters and digits, with single hyphens between,"
                            + " such as lab-a, and is neither " + AUTHORITY + " nor " + SERVER + ".");
        }
        if (!HOST.matcher(host).matches() && !ADDRESS.matcher(host).matches()) {
            throw new IllegalArgumentException("--host is the name or the address by which peers reach the server.");
        }
        if (days < 1 || days > LONGEST_DAYS) {
            throw new IllegalArgumentException("--days is a number from 1 to " + LONGEST_DAYS + ".");
        }
        if (password.length() < 6) {
            throw new IllegalArgumentException("--password has 6 letters or more, as Java wants it.");
        }
    }

    private Keytool.Pair authority(int days, List<Path> made) throws IOException, GeneralSecurityException {
        if (areThere(AUTHORITY)) {
            return read(AUTHORITY);
        }
        Keytool.Pair authority = Keytool.pair(
                "Platelink MLLP trial authority",
                days,
                List.of("BC:critical=ca:true,pathlen:0", "KU:critical=keyCertSign,cRLSign"),
                null);
        write(AUTHORITY, authority, authority.chain(), made);
        return authority;
    }

    private void server(Keytool.Pair authority, String host, int days, List<Path> made)
            throws IOException, GeneralSecurityException {
        if (areThere(SERVER)) {
            if (!hosts((X509Certificate) read(SERVER).chain().get(0)).contains(written(host))) {
                throw new IllegalArgumentException("The certificate in " + server() + " is not for " + host
                        + ". Make those for it in another folder with --out.");
            }
            return;
        }
        String names = host.equals("localhost")
                ? "SAN=dns:localhost,ip:127.0.0.1"
                : "SAN=" + (ADDRESS.matcher(host).matches() ? "ip:" : "dns:") + host;
        Keytool.Pair server = Keytool.pair(
                "Platelink MLLP", days, List.of(names, "KU:critical=digitalSignature", "EKU=serverAuth"), authority);
        write(SERVER, server, server.chain(), made);
    }

    /** A host as it stands in a certificate: IPv6 addresses in full. */
    private static String written(String host) throws UnknownHostException {
        return ADDRESS.matcher(host).matches() ? InetAddress.getByName(host).getHostAddress() : host;
    }

    private boolean areThere(String name) {
        boolean certificate = Files.exists(certificate(name));
        if (certificate != Files.exists(key(name))) {
            throw new IllegalArgumentException("Of " + certificate(name) + " and " + key(name)
                    + " one is missing. Put it back, or choose another folder with --out.");
        }
        return certificate;
    }

    private Keytool.Pair read(String name) {
        try {
            List<X509Certificate> chain = new PemFile("--out", certificate(name)).certificates();
            return new Keytool.Pair(new PemFile("--out", key(name)).privateKey(), List.copyOf(chain));
        } catch (StartUpRefused unreadable) {
            throw new IllegalArgumentException(
                    "The files " + certificate(name) + " and " + key(name)
                            + " are not those that this command makes. Choose another folder with --out.",
                    unreadable);
        }
    }

    private static Set<String> hosts(X509Certificate certificate) throws CertificateParsingException {
        Collection<List<?>> names = certificate.getSubjectAlternativeNames();
        return names == null
                ? Set.of()
                : names.stream().map(name -> String.valueOf(name.get(1))).collect(Collectors.toSet());
    }

    private void write(String name, Keytool.Pair pair, List<Certificate> chain, List<Path> made)
            throws IOException, GeneralSecurityException {
        StringBuilder certificates = new StringBuilder();
        for (Certificate certificate : chain) {
            certificates.append(pem("CERTIFICATE", certificate.getEncoded()));
        }
        // The key first: a certificate without its key would be of no use.
        make(key(name), pem("PRIVATE KEY", pair.key().getEncoded()), made);
        make(certificate(name), certificates.toString(), made);
    }

    private static void make(Path file, String text, List<Path> made) throws IOException {
        PrivateFiles.make(file, text.getBytes(StandardCharsets.US_ASCII));
        made.add(file);
    }

    private static String pem(String kind, byte[] content) {
        Base64.Encoder lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
        return "-----BEGIN %s-----\n%s\n-----END %1$s-----\n".formatted(kind, lines.encodeToString(content));
    }

    private static byte[] store(Keytool.Pair own, Keytool.Pair authority, String password)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("mllp", own.key(), password.toCharArray(), own.chain().toArray(new Certificate[0]));
        store.setCertificateEntry(AUTHORITY, authority.chain().get(0));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        store.store(bytes, password.toCharArray());
        return bytes.toByteArray();
    }
}
