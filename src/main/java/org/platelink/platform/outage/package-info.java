/**
 * Behaviour while the database is away: this is known within two seconds, every endpoint says at once so and when to
 * retry, and nothing waits for the database.
 */
@NullMarked
@ApplicationModule(id = "outage", allowedDependencies = "server")
package org.platelink.platform.outage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
