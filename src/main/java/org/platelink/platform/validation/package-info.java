/**
 * Validation of every write against base FHIR R4 and the guide's profiles for the resource's type and code, whether
 * the sender claims them or not.
 *
 * <p>A write over HTTP is validated before its database transaction begins; a write that comes any other way (the
 * result of a PATCH, a loaded file, a feed) is validated when it is stored. No header, parameter or type of Bundle
 * bypasses it. {@code $validate} runs the same code and so gives the same verdict.
 *
 * <p>Nothing here is specific to one trial: which profile applies to which resource is read from the guide's package.
 *
 * @see <a href="https://hl7.org/fhir/R4/validation.html">FHIR R4, validating resources</a>
 */
@NullMarked
@ApplicationModule(
        id = "validation",
        allowedDependencies = {"server", "fhirpath", "pipeline"})
package org.platelink.platform.validation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
