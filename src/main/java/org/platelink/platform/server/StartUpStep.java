package org.platelink.platform.server;

import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * A start-up task that must be done before the server takes its first request, and is reported on the console.
 *
 * <p>The steps run in the order of their phases: the web server opens its port after all of them.
 */
public final class StartUpStep implements SmartLifecycle {

    /** Phase of creating the first clients, after the trail (50), which records them. */
    public static final int CLIENTS = 60;

    /** Phase of making the guide ready to validate. */
    public static final int GUIDE = 100;

    /** Phase of loading the study, which is validated against the guide. */
    public static final int STUDY = 200;

    /** Phase of loading what belongs to the sites of the study. */
    public static final int SITES = 250;

    private static final Logger LOG = LoggerFactory.getLogger(StartUpStep.class);

    private final String name;
    private final int place;
    private final Supplier<String> work;
    private boolean done;

    /**
     * Describes a step.
     *
     * @param name one word for the console, such as {@code study}
     * @param place the phase of the step
     * @param work does it, and says in a few words what it did
     */
    public StartUpStep(String name, int place, Supplier<String> work) {
        this.name = name;
        this.place = place;
        this.work = work;
    }

    @Override
    public void start() {
        long began = System.nanoTime();
        String result = work.get();
        done = true;
        tell(name, "%s (%.1f s)".formatted(result, (System.nanoTime() - began) / 1e9));
    }

    /**
     * Logs a line of progress to the console.
     *
     * @param name one word for what makes progress
     * @param progress a few words
     */
    public static void tell(String name, String progress) {
        LOG.info("{} {}", "%-10s".formatted(name), progress);
    }

    @Override
    public void stop() {
        done = false;
    }

    @Override
    public boolean isRunning() {
        return done;
    }

    @Override
    public int getPhase() {
        return place;
    }
}
