/**
 * The guide's own definitions by FHIR's RESTful API: its StructureDefinitions, ValueSets, CodeSystems,
 * SearchParameters and OperationDefinitions, read and searched in the package that the server holds in memory. They
 * are public, like the guide's pages, and none of them is stored: a definition is changed with the guide, and not by
 * a write.
 *
 * @see <a href="https://hl7.org/fhir/R4/terminology-service.html">FHIR R4, terminology service</a>
 */
@NullMarked
@ApplicationModule(
        id = "definition",
        allowedDependencies = {"server", "validation", "pipeline"})
package org.platelink.platform.definition;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
