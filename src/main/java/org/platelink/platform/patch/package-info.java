/**
 * The three kinds of patch in R4 (JSON Patch, XML Patch, FHIRPath Patch), as requests and as entries of a transaction
 * or batch. Each changes only what it names: a decimal that a patch does not touch keeps its digits.
 *
 * <p>HAPI finds the resource, locks it and stores the result; the patch itself is applied here, before HAPI would do
 * it.
 *
 * @see <a href="https://hl7.org/fhir/R4/http.html#patch">FHIR R4, patch</a>
 * @see <a href="https://hl7.org/fhir/R4/fhirpatch.html">FHIR R4, FHIRPath Patch</a>
 */
@NullMarked
@ApplicationModule(
        id = "patch",
        allowedDependencies = {"server", "number", "pipeline"})
package org.platelink.platform.patch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
