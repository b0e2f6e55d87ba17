package org.platelink.security.audit;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/**
 * Health indicator of the audit trail: whether it can be written and sealed. While it cannot, the server changes
 * nothing.
 */
final class TrailHealth implements HealthIndicator {

    /** Not DOWN: a restart would repair nothing, and would forget the finding. */
    private static final String TAMPERED = "TAMPERED";

    private final TrailState state;

    TrailHealth(TrailState state) {
        this.state = state;
    }

    @Override
    public Health health() {
        Health.Builder health = state.fault()
                .map(fault -> Health.down().withDetail("trail", fault))
                .orElseGet(() -> state.tampered()
                        ? Health.status(TAMPERED)
                                .withDetail(
                                        "trail",
                                        "Events that this server wrote are gone from the trail or changed;"
                                                + " audit verify says which.")
                        : Health.up());
        state.anchorLate().ifPresent(since -> health.withDetail("anchorLateSince", since.toString()));
        return health.build();
    }
}
