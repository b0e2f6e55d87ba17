package org.platelink.laboratory.intake.queue;

import java.time.Clock;
import java.time.Duration;
import org.platelink.laboratory.journal.Journal;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/**
 * Health indicator of the intake: out of service while the backlog is full, or while the oldest waiting message has
 * waited for more than five minutes.
 */
final class IntakeHealth implements HealthIndicator {

    private static final Duration LONG = Duration.ofMinutes(5);

    private final Backlog backlog;
    private final Journal journal;
    private final Clock clock;

    IntakeHealth(Backlog backlog, Journal journal, Clock clock) {
        this.backlog = backlog;
        this.journal = journal;
        this.clock = clock;
    }

    @Override
    public Health health() {
        boolean late = journal.waitingSince()
                .filter(since -> since.plus(LONG).isBefore(clock.instant()))
                .isPresent();
        Health.Builder health = backlog.hasRoom() && !late ? Health.up() : Health.outOfService();
        return health.withDetail("waiting", backlog.size()).build();
    }
}
