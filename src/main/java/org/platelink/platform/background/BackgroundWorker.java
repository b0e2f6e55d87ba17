package org.platelink.platform.background;

import io.micrometer.core.instrument.Metrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.platelink.platform.server.GracefulStop;
import org.platelink.platform.server.RedactedFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * One or more daemon threads of a name that do rounds of work until the server stops.
 *
 * <p>A failure ends its round and never the thread. The first of a row is logged, the next success is too, and each
 * is counted by the meter {@code platelink.background.failures}. At the stop, the round in progress is waited for.
 */
public final class BackgroundWorker implements SmartLifecycle, ApplicationListener<ApplicationReadyEvent> {

    /** What a round returns if there is no more to do; the thread ends. */
    public static final Duration END = Duration.ofMillis(-1);

    private static final Logger LOG = LoggerFactory.getLogger(BackgroundWorker.class);

    private final String name;
    private final Round round;
    private final Semaphore news = new Semaphore(0);
    private final List<Thread> threads = new ArrayList<>();
    private int number = 1;
    private int priority = Thread.NORM_PRIORITY;
    private Duration afterFailure = Duration.ofSeconds(2);
    /** Less than the phase of Spring's lifecycle in which it stops. */
    private Duration patience = Duration.ofSeconds(5);

    private boolean interrupted;
    private boolean awaitsReady;
    private volatile CountDownLatch stopping = new CountDownLatch(1);
    private volatile boolean running;

    /** A piece of the work. */
    @FunctionalInterface
    public interface Round {

        /** Works, and returns how long to wait before the next round unless woken; {@link #END} for no more. */
        Duration work() throws InterruptedException;
    }

    private BackgroundWorker(String name, Round round) {
        this.name = name;
        this.round = round;
    }

    /** A worker whose rounds say how long to wait. */
    public static BackgroundWorker of(String name, Round round) {
        return new BackgroundWorker(name, round);
    }

    /** A worker that does the same at fixed distances: the first time after one, the next one after the work. */
    public static BackgroundWorker every(Duration pause, String name, Runnable work) {
        boolean[] begun = {false};
        return of(name, () -> {
                    if (begun[0]) {
                        work.run();
                    }
                    begun[0] = true;
                    return pause;
                })
                .retryingAfter(pause);
    }

    /** Does something once in a thread of low priority, at once. A failure is logged. */
    public static void once(String name, Runnable work) {
        of(name, () -> {
                    try {
                        work.run();
                    } catch (RuntimeException failure) {
                        LOG.warn("{} failed: {}", name, RedactedFailure.of(failure));
                    }
                    return END;
                })
                .lowPriority()
                .start();
    }

    /** A factory of daemon threads that are named by a prefix and a number. */
    public static ThreadFactory threadsNamed(String prefix) {
        CustomizableThreadFactory factory = new CustomizableThreadFactory(prefix);
        factory.setDaemon(true);
        return factory;
    }

    /** That many threads side by side, with numbers from 1 in their names; none for no work at all. */
    public BackgroundWorker threads(int wanted) {
        number = wanted;
        return this;
    }

    /** How long to wait after a failure, whatever comes in between. */
    public BackgroundWorker retryingAfter(Duration wait) {
        afterFailure = wait;
        return this;
    }

    /** How long the round in progress is waited for at the stop. */
    public BackgroundWorker patience(Duration longest) {
        patience = longest;
        return this;
    }

    /** Interrupts the round in progress at the stop. */
    public BackgroundWorker interruptedAtStop() {
        interrupted = true;
        return this;
    }

    /** Lets requests go first. */
    public BackgroundWorker lowPriority() {
        priority = Thread.MIN_PRIORITY;
        return this;
    }

    /** Begins when the server takes requests, and not before. */
    public BackgroundWorker whenReady() {
        awaitsReady = true;
        return this;
    }

    /** Ends the waiting of a thread: there may be something to do. */
    public void wake() {
        if (news.availablePermits() < number) {
            news.release();
        }
    }

    /** Waits within a round, whether woken or not; the stop ends it. */
    public void pause(Duration wait) throws InterruptedException {
        stopping.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized void start() {
        running = true;
        stopping = new CountDownLatch(1);
        if (!awaitsReady) {
            begin();
        }
    }

    @Override
    public synchronized void onApplicationEvent(ApplicationReadyEvent ready) {
        if (awaitsReady && running && threads.isEmpty()) {
            begin();
        }
    }

    private void begin() {
        for (int i = 1; i <= number; i++) {
            Thread thread = new Thread(this::run, number == 1 ? name : name + "-" + i);
            thread.setDaemon(true);
            thread.setPriority(priority);
            threads.add(thread);
            thread.start();
        }
    }

    private void run() {
        boolean failing = false;
        try {
            Duration wait = Duration.ZERO;
            while (running && !wait.isNegative()) {
                try {
                    wait = round.work();
                    if (failing) {
                        LOG.info("{} goes on", name);
                    }
                    failing = false;
                } catch (RuntimeException | LinkageError | StackOverflowError failure) {
                    // Most often the database is away; what is to be done stays in it.
                    wait = Duration.ZERO;
                    failed(failure, failing);
                    failing = true;
                    pause(afterFailure);
                }
                await(wait);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void failed(Throwable failure, boolean again) {
        Metrics.counter("platelink.background.failures", "worker", name).increment();
        if (running && !again) {
            LOG.warn("{} pauses, and tries again: {}", name, RedactedFailure.of(failure));
        }
    }

    private void await(Duration wait) throws InterruptedException {
        if (running && !wait.isNegative() && news.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS)) {
            news.drainPermits();
        }
    }

    /** Takes no more work, and waits for that in progress. */
    @Override
    public synchronized void stop() {
        running = false;
        stopping.countDown();
        news.release(threads.size());
        if (interrupted) {
            threads.forEach(Thread::interrupt);
        }
        long end = System.nanoTime() + patience.toNanos();
        for (Thread thread : threads) {
            try {
                thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
        }
        threads.clear();
    }

    /** Beside the other components of the phase, which Spring would stop one after another. */
    @Override
    public void stop(Runnable callback) {
        GracefulStop.beside(name + "-stop", this::stop, callback);
    }

    /** Whether it was started and not stopped: a round of many steps asks it between two of them. */
    @Override
    public boolean isRunning() {
        return running;
    }
}
