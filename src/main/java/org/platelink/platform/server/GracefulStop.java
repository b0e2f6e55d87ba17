package org.platelink.platform.server;

import java.time.Duration;

/**
 * How a component stops that waits for the work in progress: within the time that Spring gives to its lifecycle phase
 * ({@code spring.lifecycle.timeout-per-shutdown-phase}), and at the same time as the others of that phase.
 *
 * @see org.springframework.context.SmartLifecycle#stop(Runnable)
 */
public final class GracefulStop {

    /** What is left of the phase to close what has not ended by itself. */
    private static final Duration CLOSING = Duration.ofSeconds(1);

    private final Duration grace;

    /**
     * @param phase the time that Spring gives to a phase
     */
    public GracefulStop(Duration phase) {
        Duration half = phase.dividedBy(2);
        this.grace = half.compareTo(CLOSING) < 0 ? half : phase.minus(CLOSING);
    }

    /** The longest time to wait for the work in progress. */
    public Duration grace() {
        return grace;
    }

    /**
     * Stops a component on a thread of its own: Spring calls the components of a phase one after another, and only
     * then waits for them.
     *
     * @param name the name of the thread
     * @param stop stops the component, and waits for no longer than the grace
     * @param stopped what Spring is told by that it has stopped
     */
    public static void beside(String name, Runnable stop, Runnable stopped) {
        new Thread(
                        () -> {
                            try {
                                stop.run();
                            } finally {
                                stopped.run();
                            }
                        },
                        name)
                .start();
    }
}
