/**
 * Laboratory results: what a FHIR server must answer about them that HAPI does not.
 *
 * @see <a href="https://hl7.org/fhir/R4/observation-operation-lastn.html">FHIR R4, Observation $lastn</a>
 */
@NullMarked
@ApplicationModule(allowedDependencies = "server")
package org.platelink.lab;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
