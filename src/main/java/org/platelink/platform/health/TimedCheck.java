package org.platelink.platform.health;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/**
 * Health indicator with a timeout of two seconds and a cached result. One check of it runs at a time, however many
 * ask, and its result is valid for half a second: anybody can ask for the health, so it must cost little.
 */
final class TimedCheck implements HealthIndicator {

    /** Less than the three seconds after which an orchestrator gives up. */
    static final Duration LONGEST = Duration.ofSeconds(2);

    private static final Duration GOOD_FOR = Duration.ofMillis(500);

    private final HealthIndicator indicator;
    private final Executor threads;
    private final Runnable beginAll;
    private @Nullable CompletableFuture<Health> check;
    private long began;

    /**
     * @param indicator the indicator that is checked
     * @param threads run the checks, which may take their time
     * @param beginAll begins the checks of all indicators that are asked together with this one
     */
    TimedCheck(HealthIndicator indicator, Executor threads, Runnable beginAll) {
        this.indicator = indicator;
        this.threads = threads;
        this.beginAll = beginAll;
    }

    /** Begins a check, unless one is running or the last result is still valid. */
    synchronized void begin() {
        if (check == null || check.isDone() && System.nanoTime() - began > GOOD_FOR.toNanos()) {
            began = System.nanoTime();
            check = CompletableFuture.supplyAsync(this::plain, threads);
        }
    }

    @Override
    public Health health() {
        beginAll.run();
        CompletableFuture<Health> future;
        long left;
        synchronized (this) {
            begin();
            future = check;
            left = LONGEST.toNanos() - (System.nanoTime() - began);
        }
        try {
            return future == null ? down("was not begun") : future.get(Math.max(0, left), TimeUnit.NANOSECONDS);
        } catch (TimeoutException slow) {
            return down("gives no answer within " + LONGEST.toSeconds() + " s");
        } catch (ExecutionException failure) {
            return down("the check failed");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return down("was broken off");
        }
    }

    /** The result without the exception, whose message and class must not be in a response. */
    private Health plain() {
        Health found = indicator.health();
        if (!found.getDetails().containsKey("error")) {
            return found;
        }
        Health.Builder plain = Health.status(found.getStatus());
        found.getDetails().forEach((name, value) -> {
            if (!name.equals("error")) {
                plain.withDetail(name, value);
            }
        });
        return plain.withDetail("reason", "the check failed").build();
    }

    private static Health down(String reason) {
        return Health.down().withDetail("reason", reason).build();
    }
}
