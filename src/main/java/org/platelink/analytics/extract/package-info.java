/**
 * Bulk extraction of resources: all that a caller may see of a type, read from the store as a stream of the stored
 * JSON, so that tables and exports of any size need little memory. One job reads in one database snapshot: nothing
 * that is written meanwhile is in one part of its output and not in another.
 */
@NullMarked
@ApplicationModule(
        id = "extract",
        allowedDependencies = {"server", "background", "access", "review", "audit", "number", "run", "hapi :: table"})
package org.platelink.analytics.extract;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
