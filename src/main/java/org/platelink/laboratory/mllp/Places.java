package org.platelink.laboratory.mllp;

import java.util.HashMap;
import java.util.Map;

/** Limits the number of concurrent connections of each peer. Thread-safe. */
final class Places {

    private final int eachPeer;
    private final Map<String, Integer> taken = new HashMap<>();

    Places(int eachPeer) {
        this.eachPeer = eachPeer;
    }

    /** Reserves a connection; false if the peer has as many as it may have. */
    synchronized boolean take(Peer peer) {
        int before = taken.getOrDefault(peer.name(), 0);
        if (before >= eachPeer) {
            return false;
        }
        taken.put(peer.name(), before + 1);
        return true;
    }

    synchronized void leave(Peer peer) {
        taken.merge(peer.name(), -1, Integer::sum);
    }

    /** The number of connections of all peers. */
    synchronized int count() {
        return taken.values().stream().mapToInt(Integer::intValue).sum();
    }
}
