package org.platelink.laboratory.mllp;

import java.io.IOException;
import java.net.Socket;
import org.platelink.platform.server.StartUpRefused;

/** Authenticates new connections: by TLS client certificate ({@link ServerTls}) or by address ({@link PlainTcp}). */
interface PeerAuthentication {

    /**
     * Authenticates a new connection.
     *
     * @throws UnknownPeer if it belongs to no peer
     * @throws IOException if it breaks, or the other side violates the protocol
     */
    AuthenticatedConnection enter(Socket raw) throws IOException, UnknownPeer;

    /** The reason told for a connection that broke before it was authenticated: the end of a sentence. */
    String refusal();

    /**
     * An authenticated connection.
     *
     * @param socket the socket for messages
     * @param peer the authenticated peer
     */
    record AuthenticatedConnection(Socket socket, Peer peer) {}

    /** The configured authentication. At least one peer is required, and connections enough for all. */
    static PeerAuthentication of(MllpProperties properties) {
        int count = properties.peers().size();
        if (count == 0) {
            throw new StartUpRefused("MLLP needs a peer: give the "
                    + (properties.plain() ? "addresses" : "certificate")
                    + ", the site and the identifier systems of one"
                    + " below " + MllpProperties.PREFIX + "peers.NAME, or no port.");
        }
        if ((long) count * properties.connectionsAPeer() > properties.connections()) {
            throw new StartUpRefused("MLLP lets each of " + count + " peers have " + properties.connectionsAPeer()
                    + " connections at once, and all together " + properties.connections() + "; raise "
                    + MllpProperties.PREFIX + "connections or lower " + MllpProperties.PREFIX
                    + "connections-a-peer, so that no peer takes another's place.");
        }
        return properties.plain() ? PlainTcp.of(properties) : ServerTls.of(properties);
    }
}
