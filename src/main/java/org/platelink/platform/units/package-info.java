/**
 * UCUM units of measure: validation, and conversion to the canonical units in which quantities are compared, so that
 * a platelet count is found whatever unit it was sent in.
 *
 * <p>Stored values are never converted; only the search index holds canonical ones.
 */
@NullMarked
@ApplicationModule(
        id = "units",
        allowedDependencies = {})
package org.platelink.platform.units;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
