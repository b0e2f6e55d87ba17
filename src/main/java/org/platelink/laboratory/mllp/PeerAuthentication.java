package org.platelink.laboratory.mllp;

import java.io.IOException;
import java.net.Socket;
import org.platelink.platform.server.StartUpRefused;

/** How a connection gets to be a peer's. */
interface PeerAuthentication {

    /**
     * Lets a new connection in.
     *
     * @throws UnknownPeer if it is nobody's
     * @throws IOException if it breaks, or the other side does not speak as it should
     */
    Entered enter(Socket raw) throws IOException, UnknownPeer;

    /** Why a connection that broke before it was anybody's was refused: the end of a sentence. */
    String refusal();

    /**
     * A connection that was let in.
     *
     * @param socket through which messages come
     * @param peer whose it is
     */
    record Entered(Socket socket, Peer peer) {}

    /** The entrance that is configured; there must be a peer that may use it. */
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
