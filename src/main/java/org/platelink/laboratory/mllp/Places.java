package org.platelink.laboratory.mllp;

import java.util.HashMap;
import java.util.Map;

/** The connections that peers have, each peer so many at most. */
final class Places {

    private final int eachPeer;
    private final Map<String, Integer> taken = new HashMap<>();

    Places(int eachPeer) {
        this.eachPeer = eachPeer;
    }

    /** Takes a place; false if the peer has all of its own. */
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

    /** How many connections there are. */
    synchronized int count() {
        return taken.values().stream().mapToInt(Integer::intValue).sum();
    }
}
