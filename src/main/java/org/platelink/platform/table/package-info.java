/** Tabular results of operations, as FHIR Parameters or as CSV for a spreadsheet. */
@NullMarked
@ApplicationModule(
        id = "table",
        allowedDependencies = {})
package org.platelink.platform.table;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
