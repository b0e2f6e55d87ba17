package org.platelink.laboratory.mllp;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/** Health indicator of MLLP: up while the port is open. */
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
