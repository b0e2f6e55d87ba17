/** Answers with rows and columns: as FHIR Parameters, or as a file for a spreadsheet. */
@NullMarked
@ApplicationModule(
        id = "table",
        allowedDependencies = {})
package org.platelink.platform.table;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
