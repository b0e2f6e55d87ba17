/**
 * FHIRPath as the search index and the guide's invariants use it, for every resource that is written: the definitions of
 * FHIR's types, which the engine asks for at each step of an expression, are kept where asking costs next to nothing.
 *
 * <p>Language: FHIRPath N1, as HL7's own engine for R4 evaluates it.
 */
@NullMarked
@ApplicationModule(
        id = "fhirpath",
        allowedDependencies = {})
package org.platelink.platform.fhirpath;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
