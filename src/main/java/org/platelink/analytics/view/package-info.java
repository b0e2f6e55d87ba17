/**
 * Tables out of resources by the ViewDefinitions of SQL on FHIR: what a view says, the rows it makes of a resource, and the
 * formats they are written in.
 *
 * @see <a href="https://build.fhir.org/ig/HL7/sql-on-fhir/">SQL on FHIR 3.0.0-ballot</a>
 */
@NullMarked
@ApplicationModule(id = "view", allowedDependencies = "number")
package org.platelink.analytics.view;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
