package org.platelink.platform.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class BackgroundWorkerTests {

    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofMillis(2);

    private final AtomicInteger rounds = new AtomicInteger();
    private BackgroundWorker worker = BackgroundWorker.of("none", () -> BackgroundWorker.END);

    @AfterEach
    void stop() {
        worker.stop();
    }

    @Test
    void aFailureEndsItsRoundAndNotTheWork() {
        worker = BackgroundWorker.of("failing", () -> {
                    if (rounds.incrementAndGet() < 3) {
                        throw new IllegalStateException("away");
                    }
                    return LONG;
                })
                .retryingAfter(SHORT);
        worker.start();
        await().until(() -> rounds.get() == 3);
    }

    @Test
    void workAtFixedDistancesGoesOnAfterAFailure() {
        worker = BackgroundWorker.every(SHORT, "clock", () -> {
            rounds.incrementAndGet();
            throw new IllegalStateException("away");
        });
        worker.start();
        await().until(() -> rounds.get() >= 3);
    }

    @Test
    void theWaitingEndsWhenItIsWoken() {
        worker = BackgroundWorker.of("waiting", () -> {
            rounds.incrementAndGet();
            return LONG;
        });
        worker.start();
        await().until(() -> rounds.get() == 1);
        worker.wake();
        await().until(() -> rounds.get() == 2);
    }

    @Test
    void theRoundInProgressIsWaitedForAtTheStop() {
        CountDownLatch begun = new CountDownLatch(1);
        worker = BackgroundWorker.of("long", () -> {
            begun.countDown();
            Thread.sleep(200);
            rounds.incrementAndGet();
            return Duration.ZERO;
        });
        worker.start();
        await().until(() -> begun.getCount() == 0);
        worker.stop();
        assertThat(rounds).hasValue(1);
        assertThat(worker.isRunning()).isFalse();
    }

    @Test
    void thePhaseOfTheStopIsNotHeldUpByTheRoundInProgress() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        worker = BackgroundWorker.of("held", () -> {
            begun.countDown();
            goOn.await();
            return Duration.ZERO;
        });
        worker.start();
        await().until(() -> begun.getCount() == 0);
        worker.stop(stopped::countDown);
        assertThat(stopped.getCount()).isOne();
        goOn.countDown();
        await().until(() -> stopped.getCount() == 0);
    }

    @Test
    void aRoundThatMayBeInterruptedIs() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        worker = BackgroundWorker.of("longest", () -> {
                    begun.countDown();
                    try {
                        Thread.sleep(LONG.toMillis());
                    } catch (InterruptedException stopped) {
                        interrupted.countDown();
                        throw stopped;
                    }
                    return Duration.ZERO;
                })
                .interruptedAtStop();
        worker.start();
        await().until(() -> begun.getCount() == 0);
        worker.stop();
        assertThat(interrupted.getCount()).isZero();
    }

    @Test
    void neitherAWaitNorThePauseAfterAFailureDelaysTheStop() {
        worker = BackgroundWorker.of("failed", () -> {
                    rounds.incrementAndGet();
                    throw new IllegalStateException("away");
                })
                .retryingAfter(LONG)
                .patience(LONG);
        worker.start();
        await().until(() -> rounds.get() == 1);
        worker.stop();
        assertThat(rounds).hasValue(1);
    }

    @Test
    void theThreadsAreNamedAndDaemons() {
        List<String> names = new CopyOnWriteArrayList<>();
        worker = BackgroundWorker.of("side", () -> {
                    names.add(Thread.currentThread().getName() + " "
                            + Thread.currentThread().isDaemon());
                    return LONG;
                })
                .threads(2);
        worker.start();
        await().until(() -> names.size() == 2);
        assertThat(names).containsExactlyInAnyOrder("side-1 true", "side-2 true");
    }

    @Test
    void itStartsAgainAfterAStop() {
        worker = BackgroundWorker.of("again", () -> {
            rounds.incrementAndGet();
            return LONG;
        });
        worker.start();
        await().until(() -> rounds.get() == 1);
        worker.stop();
        worker.start();
        await().until(() -> rounds.get() == 2);
    }

    @Test
    void thereIsNoThreadBeforeTheServerIsReady() throws InterruptedException {
        worker = BackgroundWorker.of("early", () -> {
                    rounds.incrementAndGet();
                    return LONG;
                })
                .whenReady();
        worker.start();
        Thread.sleep(50);
        assertThat(rounds).hasValue(0);
    }
}
