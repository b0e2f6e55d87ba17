/**
 * ViewDefinitions of SQL on FHIR: compiling a view, computing its rows from resources, and writing them in several
 * formats.
 *
 * @see <a href="https://build.fhir.org/ig/HL7/sql-on-fhir/">SQL on FHIR 3.0.0-ballot</a>
 */
@NullMarked
@ApplicationModule(
        id = "view",
        allowedDependencies = {"number", "table"})
package org.platelink.analytics.view;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
