/**
 * Health of the server, reported correctly and fast: alive ({@code /actuator/health/liveness}), ready for requests
 * ({@code /readiness}), ready for what laboratories send ({@code /intake}).
 *
 * <p>A capability adds what it knows of itself as a Spring {@code HealthIndicator}. The indicators are checked in
 * parallel, for two seconds at most; one that has not answered by then is down.
 */
@NullMarked
@ApplicationModule(
        id = "health",
        allowedDependencies = {"server", "background"})
package org.platelink.platform.health;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
