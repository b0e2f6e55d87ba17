/**
 * Limits of numbers, checked wherever a number is read, before anything is calculated with it.
 *
 * <p>FHIR requires at least 18 significant digits. A number of few characters such as {@code 1e1000000} becomes a
 * million digits as soon as something is added to it, its unit is converted or it is written out.
 *
 * @see <a href="https://hl7.org/fhir/R4/datatypes.html#decimal">FHIR R4, decimal</a>
 */
@NullMarked
@ApplicationModule(
        id = "number",
        allowedDependencies = {})
package org.platelink.platform.number;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
