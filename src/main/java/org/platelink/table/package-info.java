/** Answers with rows and columns: as FHIR Parameters, or as a file for a spreadsheet. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.platelink.table;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
