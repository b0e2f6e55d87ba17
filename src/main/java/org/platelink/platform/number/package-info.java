/**
 * Which numbers the server takes: bounds that are asked about where a number is read, at every door, before anything is
 * calculated with it.
 *
 * <p>FHIR asks for 18 significant digits at least. A number of few characters such as {@code 1e1000000} is a million digits as
 * soon as somebody adds to it, converts its unit or writes it out.
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
