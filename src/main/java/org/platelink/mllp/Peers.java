package org.platelink.mllp;

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
import java.util.Map;
import org.platelink.server.StartUpRefused;

/**
 * Those who may connect. A peer is known by its certificate as a whole, byte for byte: no authority can vouch for another
 * one.
 */
final class Peers {

    private final Map<ByteBuffer, Peer> byCertificate = new HashMap<>();

    /** The peers that are configured; there must be one at least. */
    static Peers of(MllpProperties properties) {
        Peers peers = new Peers();
        properties.peers().forEach((name, given) -> peers.add(Peer.of(name, given)));
        int count = peers.count();
        if (count == 0) {
            throw new StartUpRefused(
                    "MLLP needs a peer: give the certificate, the site and the identifier systems of one" + " below "
                            + MllpProperties.PREFIX + "peers.NAME, or no port.");
        }
        if ((long) count * properties.connectionsAPeer() > properties.connections()) {
            throw new StartUpRefused("MLLP lets each of " + count + " peers have " + properties.connectionsAPeer()
                    + " connections at once, and all together " + properties.connections() + "; raise "
                    + MllpProperties.PREFIX + "connections or lower " + MllpProperties.PREFIX
                    + "connections-a-peer, so that no peer takes another's place.");
        }
        return peers;
    }

    private void add(Peer peer) {
        try {
            Peer other =
                    byCertificate.putIfAbsent(ByteBuffer.wrap(peer.certificate().getEncoded()), peer);
            if (other != null) {
                throw new StartUpRefused("the MLLP peers " + other.name() + " and " + peer.name()
                        + " have the same certificate; a certificate says which site delivers, so give each its own.");
            }
        } catch (CertificateEncodingException broken) {
            throw new StartUpRefused("the certificate of the MLLP peer " + peer.name() + " cannot be used.", broken);
        }
    }

    int count() {
        return byCertificate.size();
    }

    /** Whose a certificate is, if it is valid today. */
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
