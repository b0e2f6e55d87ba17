/**
 * Database outages: an outage is known within two seconds, every endpoint then answers at once that the database is
 * away and when to retry, and nothing waits for it.
 */
@NullMarked
@ApplicationModule(
        id = "outage",
        allowedDependencies = {"server", "background", "pipeline"})
package org.platelink.platform.outage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
