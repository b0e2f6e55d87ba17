package org.platelink.laboratory.mllp;

import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.platelink.platform.server.StartUpRefused;

/**
 * {@link PeerAuthentication} without TLS: a peer is identified by the address from which it connects, which is this
 * machine's or one that the operator has listed.
 */
final class PlainTcp implements PeerAuthentication {

    private final List<AddressRange> ranges;

    private PlainTcp(List<AddressRange> ranges) {
        this.ranges = ranges;
    }

    static PlainTcp of(MllpProperties properties) {
        if (MllpProperties.isGiven(properties.certificate()) || MllpProperties.isGiven(properties.privateKey())) {
            throw new StartUpRefused("MLLP has a certificate, and is to be without TLS; take " + MllpProperties.PREFIX
                    + "plain away, or " + MllpProperties.PREFIX + "certificate and private-key.");
        }
        List<AddressRange> ranges = new ArrayList<>();
        properties.peers().forEach((name, peerProperties) -> {
            if (peerProperties.hasCertificate()) {
                throw new StartUpRefused("without TLS, MLLP knows its peers by their addresses; take "
                        + Peer.property(name) + ".certificate away, or " + MllpProperties.PREFIX + "plain.");
            }
            for (AddressRange range : ranges(name, peerProperties, properties)) {
                add(range, ranges);
            }
        });
        return new PlainTcp(List.copyOf(ranges));
    }

    private static List<AddressRange> ranges(
            String name, MllpProperties.PeerProperties peerProperties, MllpProperties properties) {
        Peer peer = Peer.of(name, peerProperties);
        String property = Peer.property(name) + ".addresses";
        if (!peerProperties.addresses().isEmpty()) {
            return peerProperties.addresses().stream()
                    .map(address -> AddressRange.of(address, peer, property))
                    .toList();
        }
        if (!isOnlyHere(properties.address())) {
            throw new StartUpRefused(
                    "MLLP without TLS needs " + property + ", since it listens beyond this machine: the"
                            + " addresses from which the peer connects, such as 10.1.2.3 or 10.1.2.0/24.");
        }
        return AddressRange.ofThisMachine(peer);
    }

    private static boolean isOnlyHere(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException none) {
            return false;
        }
    }

    private static void add(AddressRange range, List<AddressRange> ranges) {
        for (AddressRange other : ranges) {
            if (!other.peer().equals(range.peer()) && other.overlaps(range)) {
                throw new StartUpRefused("the MLLP peers " + other.peer().name() + " and "
                        + range.peer().name() + " may both connect from " + range.text()
                        + "; without TLS the address says which site delivers, so give each peer its own.");
            }
        }
        ranges.add(range);
    }

    @Override
    public AuthenticatedConnection enter(Socket raw) throws UnknownPeer {
        for (AddressRange range : ranges) {
            if (range.has(raw.getInetAddress())) {
                return new AuthenticatedConnection(raw, range.peer());
            }
        }
        throw new UnknownPeer("its address is not that of a peer");
    }

    @Override
    public String refusal() {
        return "it broke";
    }
}
