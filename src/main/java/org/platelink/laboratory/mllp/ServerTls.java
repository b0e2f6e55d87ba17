package org.platelink.laboratory.mllp;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.platelink.platform.server.StartUpRefused;

/**
 * {@link PeerAuthentication} by mutual TLS 1.2 or 1.3: the client certificate is required and must be that of a peer.
 */
final class ServerTls implements PeerAuthentication {

    private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};

    private final SSLContext context;
    private final Peers peers;

    private ServerTls(SSLContext context, Peers peers) {
        this.context = context;
        this.peers = peers;
    }

    static ServerTls of(MllpProperties properties) {
        Peers peers = Peers.of(properties);
        PemFile certificate = PemFile.of(MllpProperties.PREFIX + "certificate", properties.certificate());
        PemFile key = PemFile.of(MllpProperties.PREFIX + "private-key", properties.privateKey());
        List<X509Certificate> chain = certificate.certificates();
        PrivateKey privateKey = key.privateKey();
        try {
            if (!belongTogether(chain.get(0), privateKey)) {
                throw new StartUpRefused("the key in " + key.path() + " is not that of the certificate in "
                        + certificate.path() + "; MLLP needs the two that belong together.");
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    keys(chain, privateKey).getKeyManagers(), new TrustManager[] {new PeerTrustManager(peers)}, null);
            return new ServerTls(context, peers);
        } catch (GeneralSecurityException | IOException broken) {
            throw new StartUpRefused(
                    "MLLP cannot use the certificate in " + certificate.path() + " with the key in " + key.path()
                            + "; use an RSA or EC key of a common size.",
                    broken);
        }
    }

    private static KeyManagerFactory keys(List<X509Certificate> chain, PrivateKey key)
            throws GeneralSecurityException, IOException {
        char[] inMemoryOnly = new char[0];
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("mllp", key, inMemoryOnly, chain.toArray(new Certificate[0]));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, inMemoryOnly);
        return factory;
    }

    private static boolean belongTogether(X509Certificate certificate, PrivateKey key) throws GeneralSecurityException {
        if (!certificate.getPublicKey().getAlgorithm().equals(key.getAlgorithm())) {
            return false;
        }
        Signature signature = Signature.getInstance(
                switch (key.getAlgorithm()) {
                    case "EC" -> "SHA256withECDSA";
                    case "RSA" -> "SHA256withRSA";
                    default -> key.getAlgorithm();
                });
        signature.initSign(key);
        signature.update((byte) 1);
        byte[] signed = signature.sign();
        signature.initVerify(certificate.getPublicKey());
        signature.update((byte) 1);
        return signature.verify(signed);
    }

    /** Performs the TLS handshake and identifies the peer. */
    @Override
    public AuthenticatedConnection enter(Socket raw) throws IOException, UnknownPeer {
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(raw, (InputStream) null, true);
        socket.setEnabledProtocols(VERSIONS);
        socket.setNeedClientAuth(true);
        socket.startHandshake();
        // Checked again here, because a resumed session presents a certificate that the trust manager has not checked.
        Peer peer = peers.of((X509Certificate) socket.getSession().getPeerCertificates()[0]);
        return new AuthenticatedConnection(socket, peer);
    }

    @Override
    public String refusal() {
        return "no TLS 1.2 or 1.3 handshake with a client certificate came about";
    }
}
