package org.platelink.laboratory.mllp;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.platelink.platform.server.StartUpRefused;

/**
 * The peers that may connect with TLS, by their pinned certificates. A certificate must be equal byte for byte: no
 * authority can vouch for another one.
 */
final class Peers {

    private final Map<ByteBuffer, Peer> byCertificate = new HashMap<>();

    /** The configured peers, each with its certificate. */
    static Peers of(MllpProperties properties) {
        Peers peers = new Peers();
        properties.peers().forEach((name, peerProperties) -> {
            if (!peerProperties.addresses().isEmpty()) {
                throw new StartUpRefused("MLLP knows its peers by their certificates; take "
                        + Peer.property(name) + ".addresses away, or set " + MllpProperties.PREFIX
                        + "plain=true if it is to be without TLS.");
            }
            peers.add(certificate(name, peerProperties), Peer.of(name, peerProperties));
        });
        return peers;
    }

    private static X509Certificate certificate(String name, MllpProperties.PeerProperties peerProperties) {
        PemFile file = PemFile.of(Peer.property(name) + ".certificate", peerProperties.certificate());
        List<X509Certificate> certificates = file.certificates();
        if (certificates.size() > 1) {
            throw new StartUpRefused("the file " + file.path() + " has more than one certificate; " + file.property()
                    + " must name a file with the peer's own and no other.");
        }
        return certificates.get(0);
    }

    private void add(X509Certificate certificate, Peer peer) {
        try {
            Peer other = byCertificate.putIfAbsent(ByteBuffer.wrap(certificate.getEncoded()), peer);
            if (other != null) {
                throw new StartUpRefused("the MLLP peers " + other.name() + " and " + peer.name()
                        + " have the same certificate; a certificate says which site delivers, so give each its own.");
            }
        } catch (CertificateEncodingException broken) {
            throw new StartUpRefused("the certificate of the MLLP peer " + peer.name() + " cannot be used.", broken);
        }
    }

    /** The peer of a certificate, if that is within its validity period now. */
    Peer of(X509Certificate shown) throws UnknownPeer {
        try {
            byte[] encoded = shown.getEncoded();
            Peer peer = byCertificate.get(ByteBuffer.wrap(encoded));
            if (peer == null) {
                throw new UnknownPeer("its certificate is not that of a peer (SHA-256 fingerprint "
                        + HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(encoded)) + ")");
            }
            checkDates(peer, shown);
            return peer;
        } catch (CertificateEncodingException | NoSuchAlgorithmException broken) {
            throw new UnknownPeer("its certificate cannot be read");
        }
    }

    private static void checkDates(Peer peer, X509Certificate shown) throws UnknownPeer {
        try {
            shown.checkValidity();
        } catch (CertificateExpiredException over) {
            throw new UnknownPeer(
                    "the certificate of the peer " + peer.name() + " was valid until " + day(shown.getNotAfter()));
        } catch (CertificateNotYetValidException early) {
            throw new UnknownPeer(
                    "the certificate of the peer " + peer.name() + " is valid from " + day(shown.getNotBefore()));
        }
    }

    private static LocalDate day(Date date) {
        return date.toInstant().atZone(ZoneOffset.UTC).toLocalDate();
    }
}
