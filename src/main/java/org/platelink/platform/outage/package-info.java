/**
 * While the database is away: it is known within two seconds, every door says so at once and when to come again, and nothing
 * waits for it.
 */
@NullMarked
@ApplicationModule(id = "outage", allowedDependencies = "server")
package org.platelink.platform.outage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
