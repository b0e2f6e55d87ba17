/**
 * FHIR's terminology operations over locally known content: the code systems and value sets of the guide and of FHIR
 * R4, and the laboratories' maps. No external terminology server is used; the response for an unknown code says that
 * it is unknown here.
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
