/**
 * The three kinds of patch that R4 has (JSON Patch, XML Patch, FHIRPath Patch), alone and as entries of a transaction or a
 * batch. Each changes what it names and nothing else: a decimal that a patch does not touch keeps its digits.
 *
 * <p>HAPI finds the resource, locks it and stores what a patch comes to; the patch itself is applied here, before HAPI would
 * do it.
 *
 * @see <a href="https://hl7.org/fhir/R4/http.html#patch">FHIR R4, patch</a>
 * @see <a href="https://hl7.org/fhir/R4/fhirpatch.html">FHIR R4, FHIRPath Patch</a>
 */
@NullMarked
@ApplicationModule(
        id = "patch",
        allowedDependencies = {"server", "number"})
package org.platelink.platform.patch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
