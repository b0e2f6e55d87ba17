package org.platelink.laboratory.intake.queue;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.platelink.laboratory.journal.Journal;
import org.platelink.laboratory.journal.MessageStatus;

/**
 * Micrometer meters of the intake.
 *
 * <p>{@code platelink.intake.messages} counts messages by the tags {@code fate} (the {@link MessageStatus}) and
 * {@code door}; {@code platelink.intake.delay} is the time from receipt to decision; {@code platelink.intake.waiting}
 * is the number of messages that wait, and {@code platelink.intake.lag} for how many seconds the oldest of them has
 * waited.
 */
public final class IntakeMeters {

    private static final String MESSAGES = "platelink.intake.messages";

    private final MeterRegistry registry;
    private final Clock clock;

    IntakeMeters(MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
    }

    /** Registers the gauges of the backlog. */
    void watch(Backlog backlog, Journal journal) {
        Gauge.builder("platelink.intake.waiting", backlog, Backlog::size).register(registry);
        Gauge.builder("platelink.intake.lag", journal, this::lag)
                .baseUnit("seconds")
                .register(registry);
    }

    private double lag(Journal journal) {
        return journal.waitingSince()
                .map(since -> (double) Duration.between(since, clock.instant()).toMillis() / 1000)
                .orElse(0.0);
    }

    /** Counts a message that was answered. */
    public void received(String door, MessageStatus status) {
        registry.counter(MESSAGES, "door", door, "fate", status == MessageStatus.RECEIVED ? "received" : status.code())
                .increment();
    }

    /** Counts a message that was applied or otherwise decided, and records how long that took since its receipt. */
    void decided(MessageStatus status, Instant received) {
        registry.counter(MESSAGES, "door", "any", "fate", status.code()).increment();
        Timer.builder("platelink.intake.delay").register(registry).record(Duration.between(received, clock.instant()));
    }

    /** Counts a message that was not taken and may be sent again. */
    public void overloaded(String door) {
        registry.counter(MESSAGES, "door", door, "fate", "overloaded").increment();
    }
}
