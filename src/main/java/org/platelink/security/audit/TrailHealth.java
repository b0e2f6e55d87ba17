package org.platelink.security.audit;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/** Tells whether the trail can be written and sealed; without it the server changes nothing. */
final class TrailHealth implements HealthIndicator {

    /** Not DOWN: to start the server anew would mend nothing, and forget it. */
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
