/**
 * The implementation guide as a build product and as pages: SUSHI's output packed as a FHIR package with snapshots,
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
