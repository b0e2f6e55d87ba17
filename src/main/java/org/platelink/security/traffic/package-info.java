/**
 * Traffic limits: connections and their time, bodies and their memory, request rates, and concurrent requests. What
 * exceeds a limit is refused early and with a sentence, so that a client that asks too much is slowed down itself and
 * others are not.
 */
@NullMarked
@ApplicationModule(
        id = "traffic",
        allowedDependencies = {"server", "background", "access", "pipeline"})
package org.platelink.security.traffic;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
