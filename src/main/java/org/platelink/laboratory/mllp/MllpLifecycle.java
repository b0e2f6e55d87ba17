package org.platelink.laboratory.mllp;

import org.platelink.platform.server.GracefulStop;
import org.platelink.platform.server.StartUpStep;
import org.springframework.context.SmartLifecycle;

/**
 * Spring lifecycle of the MLLP listener: opens the port as the last step of a start, and closes it as the first of a
 * stop.
 */
final class MllpLifecycle implements SmartLifecycle {

    private final MllpListener listener;
    private final MllpProperties properties;
    private final GracefulStop graceful;

    MllpLifecycle(MllpListener listener, MllpProperties properties, GracefulStop graceful) {
        this.listener = listener;
        this.properties = properties;
        this.graceful = graceful;
    }

    @Override
    public void start() {
        listener.start();
        String peers = "port %d, peers: %d"
                .formatted(listener.port(), properties.peers().size());
        StartUpStep.tell("mllp", properties.plain() ? peers + ", without TLS" : peers);
    }

    @Override
    public void stop() {
        listener.stop(graceful.grace());
    }

    @Override
    public void stop(Runnable callback) {
        GracefulStop.beside("mllp-stop", this::stop, callback);
    }

    @Override
    public boolean isRunning() {
        return listener.isListening();
    }

    /** After the phase of the web server, which opens when the study is loaded. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }
}
