/**
 * Fast FHIRPath evaluation for the search index and the guide's invariants, which run for every resource that is
 * written. The definitions of FHIR's types, which the engine needs at each step of an expression, are cached.
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
