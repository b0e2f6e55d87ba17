/**
 * Whether the server is well, said truly and soon: alive ({@code /actuator/health/liveness}), ready for requests
 * ({@code /readiness}), ready for what laboratories send ({@code /intake}).
 *
 * <p>A capability adds what it knows of itself as a Spring {@code HealthIndicator}. Each is asked beside the others and for two
 * seconds at most; what has not answered by then is down.
 */
@NullMarked
@ApplicationModule(id = "health", allowedDependencies = "server")
package org.platelink.platform.health;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
