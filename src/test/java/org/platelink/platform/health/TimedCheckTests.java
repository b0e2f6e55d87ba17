package org.platelink.platform.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.health.CompositeHealthContributor;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;

class TimedCheckTests {

    private final CountDownLatch never = new CountDownLatch(1);
    private final TimedChecks checks = new TimedChecks();

    @AfterEach
    void letGo() {
        never.countDown();
        checks.destroy();
    }

    @Test
    void severalThatHangCostTogetherNoMoreThanOne() {
        List<HealthIndicator> hanging = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            hanging.add(timed(this::hangs));
        }

        long began = System.nanoTime();
        List<Status> found =
                hanging.stream().map(one -> one.health().getStatus()).toList();

        assertThat(found).containsOnly(Status.DOWN);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(2800));
        long again = System.nanoTime();
        assertThat(hanging.get(0).health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(Duration.ofNanos(System.nanoTime() - again)).isLessThan(Duration.ofMillis(500));
    }

    @Test
    void oneCheckRunsHoweverManyAsk() {
        AtomicInteger runs = new AtomicInteger();
        HealthIndicator hanging = timed(() -> {
            runs.incrementAndGet();
            return hangs();
        });

        for (int i = 0; i < 50; i++) {
            hanging.health();
        }

        assertThat(runs).hasValue(1);
    }

    @Test
    void whatIsThrownIsDownAndItsWordsAreNotTold() {
        Health thrown = timed(() -> {
                    throw new IllegalStateException("select secret");
                })
                .health();
        Health told = timed(() -> Health.down(new IllegalStateException("select secret"))
                        .withDetail("free", 7)
                        .build())
                .health();

        assertThat(List.of(thrown, told)).extracting(Health::getStatus).containsOnly(Status.DOWN);
        assertThat(thrown.getDetails() + " " + told.getDetails())
                .contains("the check failed", "free=7")
                .doesNotContain("secret", "Exception");
    }

    @Test
    void thePartsOfOneThatHasSeveralAreTimedToo() {
        CompositeHealthContributor several = (CompositeHealthContributor) checks.postProcessAfterInitialization(
                CompositeHealthContributor.fromMap(java.util.Map.of("one", (HealthIndicator) this::hangs)), "several");

        assertThat(((HealthIndicator) several.getContributor("one")).health().getStatus())
                .isEqualTo(Status.DOWN);
    }

    private Health hangs() {
        try {
            never.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
        return Health.up().build();
    }

    private HealthIndicator timed(HealthIndicator indicator) {
        return (HealthIndicator) checks.postProcessAfterInitialization(indicator, "indicator");
    }
}
