package org.platelink.mllp;

import org.platelink.server.StartUpStep;
import org.springframework.context.SmartLifecycle;

/** Opens the MLLP port as the last step of a start, and closes it as the first of a stop. */
final class MllpLifecycle implements SmartLifecycle {

    private final MllpListener listener;
    private final Peers peers;

    MllpLifecycle(MllpListener listener, Peers peers) {
        this.listener = listener;
        this.peers = peers;
    }

    @Override
    public void start() {
        listener.start();
        StartUpStep.tell("mllp", "port %d, peers: %d".formatted(listener.port(), peers.count()));
    }

    @Override
    public void stop() {
        listener.stop();
    }

    @Override
    public boolean isRunning() {
        return listener.isListening();
    }

    /** After the web server's, which opens when the study is loaded. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }
}
