/**
 * FHIR's terminology operations over what this server knows itself: the guide's code systems and value sets and those of FHIR
 * R4, and the maps of the laboratories. It asks no terminology server, and says of a code that it does not know that it does not.
 *
 * @see <a href="https://hl7.org/fhir/R4/terminology-service.html">FHIR R4, terminology service</a>
 */
@NullMarked
@ApplicationModule(
        id = "terminology",
        allowedDependencies = {"server", "access", "validation"})
package org.platelink.study.terminology;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
