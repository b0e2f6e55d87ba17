/**
 * The guide, enforced on every write: base FHIR R4 and the profile that the resource's type and code call for, whether
 * the sender claims it or not.
 *
 * <p>A write over HTTP is validated before its database transaction begins; a write that comes any other way (a PATCH's
 * result, a loaded file, a feed) is validated where it is stored. There is no header, parameter or type of Bundle that
 * leads around it. {@code $validate} runs the same code and so gives the same verdict.
 *
 * <p>Nothing of one trial stands here: which profile goes with which resource is read from the guide's package.
 *
 * @see <a href="https://hl7.org/fhir/R4/validation.html">FHIR R4, validating resources</a>
 */
@NullMarked
@ApplicationModule(
        id = "validation",
        allowedDependencies = {"server", "fhirpath"})
package org.platelink.platform.validation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
