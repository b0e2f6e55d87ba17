/**
 * The implementation guide as a FHIR package and as HTML pages: SUSHI's output is packaged with snapshots and
 * rendered with HL7's own renderers when the project is built, and served at {@code /ig/}.
 *
 * <p>The guide itself is in {@code ig/}; this package adds no rule to it.
 *
 * @see <a href="https://hl7.org/fhir/R4/implementationguide.html">FHIR R4, implementation guides</a>
 */
@NullMarked
@ApplicationModule(id = "guide", allowedDependencies = "server")
package org.platelink.platform.guide;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
