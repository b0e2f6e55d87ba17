/**
 * Takes resources out of the store, all that a caller may have of a type, one by one and as the JSON in which they are stored,
 * so that tables and exports of any size need little memory. What one job takes, it takes in one look: nothing that is written
 * meanwhile is in one part of it and not in another.
 */
@NullMarked
@ApplicationModule(
        id = "extract",
        allowedDependencies = {"server", "access", "audit", "number", "run"})
package org.platelink.analytics.extract;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
