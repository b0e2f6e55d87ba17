package org.platelink.laboratory.mllp;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/** Whether laboratories can deliver over MLLP. */
final class MllpHealth implements HealthIndicator {

    private final MllpListener listener;

    MllpHealth(MllpListener listener) {
        this.listener = listener;
    }

    @Override
    public Health health() {
        return (listener.isListening() ? Health.up() : Health.down())
                .withDetail("connections", listener.connections())
                .build();
    }
}
